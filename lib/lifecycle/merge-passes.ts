import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { joinDeliveries } from "@/lib/deliveries/lifecycle/join-deliveries";
import { leaveToOther } from "@/lib/deliveries/lifecycle/leave-to-other";
import { endPasses } from "@/lib/enrolments/write/end-passes";
import { joinPasses } from "@/lib/enrolments/write/join-passes";

type Clash = { stays: string; ends: string };

/**
 * Brings the passes of a joined person over. Where both were in the same programme the older pass stays and the other ends without actions;
 * the steps it has sent count as sent. Returns the enrolments that ended.
 */
export async function mergePasses(
  ctx: Context,
  fromId: string,
  into: { id: string; email: string | null },
): Promise<string[]> {
  const { rows: clashes } = await ctx.db.execute<Clash>(sql`
    select case when a.entered_at <= b.entered_at then a.id else b.id end as stays,
      case when a.entered_at <= b.entered_at then b.id else a.id end as ends
    from enrolments a join enrolments b on b.programme_id = a.programme_id and b.status = 'open' and b.customer_id = ${into.id}
    where a.workspace_id = ${ctx.workspaceId} and a.status = 'open' and a.customer_id = ${fromId}`);
  const ids = clashes.map(({ ends }) => ends);
  if (ids.length > 0) await endPasses(ctx, { ids }, { reason: "merged", wokenBy: "news" });
  for (const clash of clashes) await leaveToOther(ctx, clash, into.email?.toLowerCase() ?? null);
  await joinPasses(ctx, fromId, into.id);
  await joinDeliveries(ctx, fromId, into.id);
  return ids;
}
