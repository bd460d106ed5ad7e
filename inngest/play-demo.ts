import { getDatabase } from "@/db";
import { DEMO_DAYS, demoCalls, demoJobs } from "@/lib/demo/story";
import { systemContext } from "@/lib/edge/system";
import { acceptEvents } from "@/lib/events/accept";
import { checkEvent } from "@/lib/events/check-event";
import { publish } from "@/lib/lifecycle/publish";
import { getProgramme } from "@/lib/programmes/draft/get-programme";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { businessNow } from "@/lib/workspaces/clock/clock";
import { announceNews } from "./announcements";
import { walkClock } from "./clock";

const DAY_MS = 86_400_000;
export const DEMO_OFFSET_MS = -DEMO_DAYS * DAY_MS;

/** Plays the demo's story from where its clock stands up to today. Interrupted, it goes on where it was: every call has its own message ID. */
export async function playDemo(workspaceId: string): Promise<void> {
  const db = await getDatabase();
  const today = Date.now();
  if ((await businessNow(db)).getTime() >= today) return;
  for (const { slug, definition } of demoJobs) {
    const ctx = await systemContext(workspaceId);
    const { created } = await saveDraft(ctx, { kind: "job", slug, definition });
    if (created || (await getProgramme(ctx, "job", slug)).status === "draft")
      await publish(ctx, "job", slug, { mode: "everyone" });
  }
  for (const { daysAgo, call } of demoCalls()) {
    const at = new Date(today - daysAgo * DAY_MS);
    if (at.getTime() > (await businessNow(db)).getTime()) await walkClock(at);
    await accept(workspaceId, call, at);
  }
  await walkClock(new Date());
}

async function accept(workspaceId: string, call: Record<string, unknown>, at: Date): Promise<void> {
  const ctx = await systemContext(workspaceId);
  const { traits } = call;
  const joined =
    typeof traits === "object" && traits !== null && "createdAt" in traits
      ? { traits: { ...traits, createdAt: at.toISOString() } }
      : {};
  const arrival = { receivedAt: ctx.now, trust: "server", checkText: true, checkSize: true } as const;
  const checked = checkEvent({ timestamp: at.toISOString(), ...call, ...joined }, arrival);
  if ("refusal" in checked)
    throw new Error(`The demo's own call is refused: ${checked.refusal.field} ${checked.refusal.sentence}`);
  await acceptEvents(ctx.db, { workspaceId, source: "demo", trust: "server", receivedAt: ctx.now }, [
    checked.event,
  ]);
  announceNews(workspaceId);
}
