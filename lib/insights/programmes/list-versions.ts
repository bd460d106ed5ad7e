import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { type AcceptedWarning, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { actorNames } from "@/lib/members/actor-names";

/** A published version with what its publisher said of it. */
export interface ListedVersion {
  version: number;
  publishedAt: Date;
  /** By the name they have now. */
  publishedBy: string;
  note: string;
  /** What was wrong with it and published all the same. */
  acceptedWarnings: AcceptedWarning[];
}

/** What was published of a programme, by whom and why; the latest first. */
export async function listVersions(ctx: Context, programmeId: string): Promise<ListedVersion[]> {
  const { version, publishedAt, publishedBy, note, acceptedWarnings } = programmeVersions;
  const rows = await ctx.db
    .select({ version, publishedAt, publishedBy, note, acceptedWarnings })
    .from(programmeVersions)
    .where(
      and(eq(programmeVersions.workspaceId, ctx.workspaceId), eq(programmeVersions.programmeId, programmeId)),
    )
    .orderBy(desc(version));
  const names = await actorNames(
    ctx,
    rows.map((row) => row.publishedBy),
  );
  return rows.map((row) => ({ ...row, publishedBy: names.get(row.publishedBy) ?? "Somebody" }));
}
