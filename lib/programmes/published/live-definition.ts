import "server-only";
import { and, eq } from "drizzle-orm";
import { programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import type { Definition } from "@/lib/programmes/schema";

/** The published definition that new entries of a programme get. */
export async function liveDefinition(
  ctx: Context,
  { id, liveVersion, kind }: ProgrammeRow,
): Promise<Definition> {
  if (liveVersion === null) throw new AppError("conflict", `This ${kind} has never been published.`);
  const [row] = await ctx.db
    .select({ definition: programmeVersions.definition })
    .from(programmeVersions)
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        eq(programmeVersions.programmeId, id),
        eq(programmeVersions.version, liveVersion),
      ),
    );
  return definitionSchema.parse(row?.definition);
}
