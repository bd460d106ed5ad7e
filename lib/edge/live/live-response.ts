import "server-only";
import { getDatabase } from "@/db";
import { causeOf } from "@/lib/edge/cause-of";
import { createPulseHub } from "@/lib/edge/live/pulse-hub";
import { getPulse } from "@/lib/insights/pulse";

const HEARTBEAT_MS = 15_000;
/** Whoever listens comes back after a minute, and is asked again whether they may look. */
const ASKED_AGAIN_AFTER_MS = 60_000;

const hub = createPulseHub(
  async (workspaceId) => getPulse({ db: await getDatabase(), workspaceId }),
  (error) => console.error("The revision of a workspace could not be read:", causeOf(error)),
);

/** Open answers, so that a process that is told to stop need not wait for them. */
const open = new Set<() => void>();
let endsWithProcess = false;
let isEnding = false;

/** The revisions of a workspace as server-sent events, until the member leaves or a minute is over. */
export function liveResponse(workspaceId: string, left: AbortSignal): Response {
  // A browser may come back by a connection that is still open, and would keep the process from ending.
  if (isEnding) return new Response(null, { status: 503, headers: { connection: "close" } });
  let tidy = () => false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const say = (text: string) => controller.enqueue(encoder.encode(text));
      const stop = hub.listen(workspaceId, (revision) => say(`data: ${revision}\n\n`));
      const heartbeat = setInterval(() => say(":\n\n"), HEARTBEAT_MS);
      const enough = setTimeout(() => end(), ASKED_AGAIN_AFTER_MS);
      const end = () => {
        if (tidy()) controller.close();
      };
      tidy = () => {
        if (!open.delete(end)) return false;
        stop();
        clearInterval(heartbeat);
        clearTimeout(enough);
        left.removeEventListener("abort", end);
        return true;
      };
      open.add(end);
      left.addEventListener("abort", end);
      if (left.aborted) end();
    },
    cancel() {
      tidy();
    },
  });
  endWithProcess();
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      // Nothing in between may hold lines back to pack them.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      connection: "close",
    },
  });
}

function endWithProcess(): void {
  if (endsWithProcess) return;
  endsWithProcess = true;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      isEnding = true;
      for (const end of open) end();
    });
}
