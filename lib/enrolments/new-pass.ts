import "server-only";
import type { Context } from "@/lib/context";
import type { LookRequest } from "@/lib/enrolments/look-request";
import type { Pass } from "@/lib/enrolments/pass";
import { beginPass } from "@/lib/enrolments/turn/begin-pass";
import { newId } from "@/lib/ids";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** News that brought an entry counts for the goal if it is not older than this. */
const NEWS_BEFORE_ENTRY_MS = 15 * 60_000;

/** A pass as it begins now, before its entry actions: it stands before the first step, and the goal counts from the news that brought it. */
export function newPass(
  ctx: Context,
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
  return beginPass({ ...place, id: newId("enr"), now: ctx.now, goalSince });
}
