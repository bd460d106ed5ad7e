import "server-only";
import type { Context } from "@/lib/context";
import { type NamedProgramme, type ProgrammeRef, programmeKinds } from "@/lib/programme-kinds";
import { audit } from "@/lib/workspaces/audit/audit";
import type { AuditedAct } from "@/lib/workspaces/audit/audited-acts";

type ProgrammeAct = Extract<AuditedAct, `programme.${string}`>;

/** Records what was done to a programme, in the transaction that does it. */
export function auditProgramme(
  ctx: Context,
  what: ProgrammeAct,
  { kind, slug, name }: NamedProgramme,
  detail: Record<string, unknown> = {},
): Promise<void> {
  return audit(ctx, { what, subject: { id: slug, name }, detail: { ...detail, kind } });
}

/** The programme that an entry of the audit log is about; null of everything else, and of an entry that was made without a kind. */
export function auditedProgramme(entry: {
  what: string;
  subjectId: string;
  detail: Record<string, unknown>;
}): ProgrammeRef | null {
  if (!entry.what.startsWith("programme.")) return null;
  const kind = programmeKinds.find((one) => one === entry.detail.kind);
  return kind ? { kind, slug: entry.subjectId } : null;
}
