import "server-only";
import { monotonicMs } from "@/lib/monotonic";
import type { Announcement } from "@/lib/outbox/announce";

/** Inngest's event API, for a host without Inngest's client. */
export interface EventApi {
  INNGEST_EVENT_KEY?: string | undefined;
  /** A self-hosted server. */
  INNGEST_BASE_URL?: string | undefined;
}

const INNGEST_CLOUD = "https://inn.gs";
const PACE_MS = 100;
const ANSWERS_WITHIN_MS = 8_000;
const REMEMBERED_AT_MOST = 1_000;
/** When each workspace's last announcement was sent, or will be. */
const announcedAt = new Map<string, number>();

/**
 * Tells the engine that a workspace has news. An announcement that is still to be sent covers everything kept before it, so many calls in a
 * row become few. The sweep finds what could not be announced.
 */
export async function announceOverHttp(api: EventApi, workspaceId: string): Promise<void> {
  if (!api.INNGEST_EVENT_KEY) return;
  const now = monotonicMs();
  const last = announcedAt.get(workspaceId) ?? Number.NEGATIVE_INFINITY;
  if (last > now) return;
  const at = Math.max(now, last + PACE_MS);
  if (announcedAt.size >= REMEMBERED_AT_MOST) announcedAt.clear();
  announcedAt.set(workspaceId, at);
  if (at > now) await new Promise((done) => setTimeout(done, at - now));
  await tell(api, { name: "trig/news", data: { workspaceId } }).catch((error: unknown) =>
    console.warn("An announcement could not be handed over; the sweep will find what it spoke of.", error),
  );
}

async function tell({ INNGEST_EVENT_KEY, INNGEST_BASE_URL }: EventApi, news: Announcement): Promise<void> {
  const { status } = await fetch(`${INNGEST_BASE_URL ?? INNGEST_CLOUD}/e/${INNGEST_EVENT_KEY}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(news),
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  });
  if (status >= 300) throw new Error(`The engine answers ${status}.`);
}
