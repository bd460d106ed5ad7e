import "server-only";
import type { Context } from "@/lib/context";
import type { ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { findDefinition } from "@/lib/programmes/published/definitions";
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
  return findDefinition(ctx, { programmeId: row.id, version: row.liveVersion });
}
