import "server-only";
import { and, desc, eq, notInArray, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { actorNames } from "@/lib/members/actor-names";
import type { ProgrammeRef } from "@/lib/programme-kinds";
import { findAuditedProgrammes } from "@/lib/programmes/audit-programme";
import { auditedActs } from "@/lib/workspaces/audit/audited-acts";
import { mayAct, type Role } from "@/lib/workspaces/schema";

const PAGE = 50;
const OWNERS_ONLY = Object.keys(auditedActs).filter((what) =>
  /^(member|invitation|key|integration)\./.test(what),
);

export interface ActivityRow {
  id: string;
  at: Date;
  /** Who did it, by the name they have now. */
  by: string;
  byKind: "system" | "key" | "member";
  what: string;
  subject: { id: string; name: string };
  /** The programme it was done to; null of everything else. */
  programme: ProgrammeRef | null;
  detail: Record<string, unknown>;
}

/** Who changed what in a workspace, the latest first; what owners alone see elsewhere (keys, members, connections) they alone see here. */
export async function listActivity(
  ctx: Context,
  after: Cursor | null,
  role: Role = "owner",
): Promise<Page<ActivityRow>> {
  const rows = await ctx.db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        mayAct(role, "owner") ? undefined : notInArray(auditLog.what, OWNERS_ONLY),
        after
          ? sql`(${auditLog.at}, ${auditLog.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(PAGE + 1);
  const [names, about] = await Promise.all([
    actorNames(
      ctx,
      rows.map(({ actorId }) => actorId),
    ),
    findAuditedProgrammes(ctx, rows),
  ]);
  return toPage(
    rows.map((row) => ({
      id: row.id,
      at: row.at,
      by: names.get(row.actorId) ?? (row.actorKind === "system" ? "Trig" : "Somebody"),
      byKind: row.actorKind,
      what: row.what,
      subject: { id: row.subjectId, name: row.subjectName },
      programme: about.get(row.id) ?? null,
      detail: row.detail,
    })),
    PAGE,
    ({ at, id }) => ({ at, id }),
  );
}
