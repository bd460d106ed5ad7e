import { answerAtEdge, type EdgeEnvironment } from "@/lib/edge/ingestion/answer-at-edge";

/** What a host at the edge calls: ingestion alone, as a worker of its own beside the app. How to run it: docs/edge.md. */
export default {
  fetch(
    request: Request,
    environment: EdgeEnvironment,
    host: { waitUntil(work: Promise<void>): void },
  ): Promise<Response> {
    return answerAtEdge(request, environment, (work) => host.waitUntil(work));
  },
};
