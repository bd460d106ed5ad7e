import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import {
  type NamedProgramme,
  type ProgrammeKind,
  type ProgrammeRef,
  programmeKinds,
} from "@/lib/programme-kinds";
import { audit } from "@/lib/workspaces/audit/audit";
import type { AuditedAct } from "@/lib/workspaces/audit/audited-acts";

type ProgrammeAct = Extract<AuditedAct, `programme.${string}`>;

interface Entry {
  id: string;
  what: string;
  subjectId: string;
  detail: Record<string, unknown>;
}

/** Records what was done to a programme, in the transaction that does it. */
export function auditProgramme(
  ctx: Context,
  what: ProgrammeAct,
  { kind, slug, name }: NamedProgramme,
  detail: Record<string, unknown> = {},
): Promise<void> {
  return audit(ctx, { what, subject: { id: slug, name }, detail: { ...detail, kind } });
}

/**
 * The programmes that entries of the audit log are about, by the entry's id. One that was recorded before entries said the kind is about
 * the only programme of its slug; where there are several, nobody can tell.
 */
export async function findAuditedProgrammes(
  ctx: Context,
  entries: readonly Entry[],
): Promise<Map<string, ProgrammeRef>> {
  const about = entries.filter(({ what }) => what.startsWith("programme."));
  const silent = about.filter(({ detail }) => kindIn(detail) === null).map(({ subjectId }) => subjectId);
  const onlyKinds = await findOnlyKinds(ctx, [...new Set(silent)]);
  return new Map(
    about.flatMap(({ id, subjectId: slug, detail }): [string, ProgrammeRef][] => {
      const kind = kindIn(detail) ?? onlyKinds.get(slug);
      return kind ? [[id, { kind, slug }]] : [];
    }),
  );
}

function kindIn(detail: Record<string, unknown>): ProgrammeKind | null {
  return programmeKinds.find((one) => one === detail.kind) ?? null;
}

/** The kind of each slug that one programme alone has. */
async function findOnlyKinds(ctx: Context, slugs: string[]): Promise<Map<string, ProgrammeKind>> {
  if (slugs.length === 0) return new Map();
  const rows = await ctx.db
    .select({ slug: programmes.slug, kind: programmes.kind })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), inArray(programmes.slug, slugs)));
  const isOnly = (slug: string) => rows.filter((row) => row.slug === slug).length === 1;
  return new Map(rows.filter(({ slug }) => isOnly(slug)).map(({ slug, kind }) => [slug, kind]));
}
