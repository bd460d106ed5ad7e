import "server-only";
import { sql } from "drizzle-orm";
import type { SentChannel } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";

/** Everything Trig tells its engine, ids only. */
export type Announcement =
  | { name: "trig/news"; data: { workspaceId: string } }
  | {
      name: "trig/enrolment.entered";
      data: { workspaceId: string; enrolmentId: string; step: string; at: string; from: string };
    }
  | { name: "trig/enrolment.ended"; data: { workspaceId: string; enrolmentId: string } }
  /** The lane lets one sender at a time work on a channel of a workspace, so that messages leave in the order in which they were decided. */
  | { name: "trig/deliveries.due"; data: { workspaceId: string; channel: SentChannel; lane: string } }
  | { name: "trig/seed"; data: { workspaceId: string; seedId: string } };

/** What is handed over before anything else: messages do not wait behind a go-live's runs. */
export const goesFirst = "trig/deliveries.due" satisfies Announcement["name"];

/** Says that messages of a channel may leave. */
export function deliveriesDue(workspaceId: string, channel: SentChannel): Announcement {
  return { name: "trig/deliveries.due", data: { workspaceId, channel, lane: `${workspaceId} ${channel}` } };
}

/** Commits announcements with the change they speak of; they are handed to the engine after the commit. */
export async function announce(ctx: Context, announcements: readonly Announcement[]): Promise<void> {
  if (announcements.length === 0) return;
  // A go-live announces thousands: one parameter for all of them.
  const rows = announcements.map(({ name, data }) => ({ name, data }));
  await ctx.db.execute(sql`
    insert into announcement_outbox (name, data)
    select one ->> 'name', one -> 'data' from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as r(one, place)
    order by place`);
}
