import { ensureInstance } from "@/lib/workspaces/clock/clock";
import { createNeon } from "@/tests/support/stand-ins/neon";
import { startServer } from "@/tests/support/stand-ins/server";
import { startWorker } from "@/tests/support/worker";
import { behindDoor, type DoorOptions, NOW, type OpenDoor, openDoor } from "./door";

/** Senders must get the same answers at each of them. */
export const doors: [where: string, open: (options?: DoorOptions) => Promise<OpenDoor>][] = [
  ["on Node", openDoor],
  ["at the edge", openDoorAtEdge],
];

const AT_NEON = "postgresql://app:secret@ep-quiet-1.eu-central-1.aws.neon.tech/trig";
/** The worker's clock runs; this keeps it before NOW for as long as a test takes. */
const BEFORE_MS = 10 * 60_000;

/** The same handler as a worker in workerd. Whatever it fetches goes to stand-ins of Neon and of Inngest's event API. */
export async function openDoorAtEdge(
  options: DoorOptions = {},
): Promise<OpenDoor & { statements: readonly string[] }> {
  const behind = await behindDoor();
  await ensureInstance(behind.db, "test", NOW.getTime() - BEFORE_MS - Date.now());
  const neon = createNeon({ as: AT_NEON, databaseUrl: behind.databaseUrl });
  const outside = await startServer(async (request) => {
    if (request.path === "/sql") return neon.answer(request);
    if (request.headers.host !== "inn.gs" || request.path !== "/e/an-event-key")
      return { status: 404, body: {} };
    behind.news.push(JSON.parse(request.body).data.workspaceId);
    return { status: 200, body: { ids: [], status: 200 } };
  });
  const worker = await startWorker({
    entry: "app/v1/worker.ts",
    environment: {
      DATABASE_URL: AT_NEON,
      INNGEST_EVENT_KEY: "an-event-key",
      TRIG_INGEST_EVENTS_PER_SECOND: String(options.eventsPerSecond ?? 1_000_000),
    },
    outsidePort: Number(new URL(outside.url).port),
  });
  const close = async () => {
    await worker.stop();
    await outside.close();
    await neon.close();
    await behind.close();
  };
  return {
    ...behind,
    statements: neon.statements,
    url: worker.url,
    loseDatabase: () => outside.close(),
    close,
  };
}
