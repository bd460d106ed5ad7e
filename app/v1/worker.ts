import { answerAtEdge, type EdgeEnvironment } from "@/lib/edge/ingestion/answer-at-edge";

/** The entry point for an edge host: ingestion alone, as a worker beside the app. docs/edge.md says how to run it. */
export default {
  fetch(
    request: Request,
    environment: EdgeEnvironment,
    host: { waitUntil(work: Promise<void>): void },
  ): Promise<Response> {
    return answerAtEdge(request, environment, (work) => host.waitUntil(work));
  },
};
