import "server-only";
import { and, desc, eq, gt, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { Context } from "@/lib/context";
import { actorId } from "@/lib/members/actor-names";
import type { NamedProgramme } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { MINUTE_MS } from "@/lib/time";

const SPELL_MS = 10 * MINUTE_MS;

/**
 * Records that a draft is being edited, once in an editing spell: as long as the last thing recorded of the programme is the same member's
 * saving, less than ten minutes ago, it says so already.
 */
export async function auditSpell(ctx: Context, programme: NamedProgramme): Promise<void> {
  const [last] = await ctx.db
    .select({ what: auditLog.what, actorKind: auditLog.actorKind, actorId: auditLog.actorId })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        gt(auditLog.at, new Date(Date.now() - SPELL_MS)),
        eq(auditLog.subjectId, programme.slug),
        sql`${auditLog.detail} ->> 'kind' = ${programme.kind}`,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(1);
  const isSaid =
    last?.what === "programme.saved" &&
    last.actorKind === ctx.actor.kind &&
    (last.actorKind === "system" || last.actorId === actorId(ctx));
  if (!isSaid) await auditProgramme(ctx, "programme.saved", programme, { created: false });
}
