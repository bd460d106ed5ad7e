import "server-only";
import { auditLog } from "@/db/schema";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { AuditedAct } from "@/lib/workspaces/audit/audited-acts";

export interface Audited {
  what: AuditedAct;
  subject: { id: string; name: string };
  detail?: Record<string, unknown>;
}

/** Records who changed what, in the transaction that changes it: a change without its record cannot be committed. */
export async function audit(ctx: Context, { what, subject, detail = {} }: Audited): Promise<void> {
  await ctx.db.insert(auditLog).values({
    id: newId("aud"),
    workspaceId: ctx.workspaceId,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.kind === "system" ? "" : ctx.actor.id,
    what,
    subjectId: subject.id,
    subjectName: subject.name.slice(0, 200),
    detail,
    at: new Date(),
  });
}
