import type { IdPrefix } from "@/lib/ids";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";
import { beginPass } from "@/tests/support/before/begin-pass";
import type { LookRequest } from "@/tests/support/before/look";
import type { Pass } from "@/tests/support/before/pass";

/** News that brought an entry counts for the goal if it is not older than this. */
const NEWS_BEFORE_ENTRY_MS = 15 * 60_000;

/** A pass as it begins now, before its entry actions: it stands before the first step, and the goal counts from the news that brought it. */
export function newPass(
  ctx: { now: Date; makeId: (prefix: IdPrefix) => string },
  request: Pick<LookRequest, "news">,
  customer: Customer,
  programme: LiveProgramme,
  definition: Definition,
  pass: number,
): Pass {
  const latestNews = request.news?.get(customer.id)?.latestAt ?? ctx.now;
  const earliest = ctx.now.getTime() - NEWS_BEFORE_ENTRY_MS;
  const goalSince = new Date(Math.min(ctx.now.getTime(), Math.max(latestNews.getTime(), earliest)));
  const place = { programme, definition, customerId: customer.id, pass };
  return beginPass({ ...place, id: ctx.makeId("enr"), now: ctx.now, goalSince });
}
