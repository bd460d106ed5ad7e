import "server-only";
import { and, eq } from "drizzle-orm";
import { programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { type LiveProgramme, loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** The programme as a look would see it; one that does not run is read as if it did, so that everything can be asked of it all the same. */
export async function readProgramme(ctx: Context, row: ProgrammeRow): Promise<LiveProgramme> {
  const live = (await loadLiveProgrammes(ctx)).find(({ id }) => id === row.id);
  if (live) return live;
  const definition = await definitionOf(ctx, row);
  const liveVersion = row.liveVersion ?? 0;
  return {
    ...row,
    status: "paused",
    liveVersion,
    definitions: new Map(definition ? [[liveVersion, definition]] : []),
    pauses: [],
    openSeed: null,
  };
}

async function definitionOf(ctx: Context, row: ProgrammeRow): Promise<Definition | null> {
  if (row.liveVersion === null) return parseDefinition(row.draft, row.kind).readable;
  const [version] = await ctx.db
    .select({ definition: programmeVersions.definition })
    .from(programmeVersions)
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        eq(programmeVersions.programmeId, row.id),
        eq(programmeVersions.version, row.liveVersion),
      ),
    );
  return version ? definitionSchema.parse(version.definition) : null;
}
