import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { MoveRecord } from "@/lib/enrolments/pass";
import type { WokenBy } from "@/lib/enrolments/schema";

/** Writes down what moved and what made us look. */
export async function writeMoves(
  ctx: Context,
  moves: readonly MoveRecord[],
  wokenBy: WokenBy,
): Promise<void> {
  if (moves.length === 0) return;
  await ctx.db.execute(sql`
    insert into enrolment_moves (id, workspace_id, enrolment_id, kind, detail, woken_by, moved_at)
    select r.id, ${ctx.workspaceId}, r."enrolmentId", r.kind, r.detail, ${wokenBy}, r."movedAt"
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb)
      as r(id text, "enrolmentId" text, kind text, detail jsonb, "movedAt" timestamptz)`);
}
