import "server-only";
import type { Context } from "@/lib/context";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Surroundings } from "@/lib/programmes/checks/surroundings";
import type { DraftState } from "@/lib/programmes/draft/draft-answers";
import { draftState } from "@/lib/programmes/draft/draft-state";
import { getProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { loadSurroundings } from "@/lib/programmes/draft/load-surroundings";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";
import { findDefinition } from "@/lib/programmes/published/definitions";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** A draft as an editor opens it. */
export interface OpenDraft extends DraftState {
  id: string;
  slug: string;
  name: string;
  /** What can be read of it; null where nothing can. */
  definition: Definition | null;
  /** As it is stored, where not all of it could be read; null where the definition is the whole of it. */
  unread: unknown;
  problems: Problem[];
  /** What the browser checks it against while it is edited. */
  surroundings: Surroundings;
  /** What runs now; null before the first publish. */
  live: Definition | null;
}

/** Opens a draft for editing, with all that the browser needs to check it by itself. */
export async function openDraft(ctx: Context, kind: ProgrammeKind, slug: string): Promise<OpenDraft> {
  const row = await getProgrammeRow(ctx, kind, slug);
  const surroundings = await loadSurroundings(ctx, kind, slug);
  const { definition, readable } = parseDefinition(row.draft, kind);
  const live =
    row.liveVersion === null
      ? null
      : await findDefinition(ctx, { programmeId: row.id, version: row.liveVersion });
  return {
    id: row.id,
    slug,
    name: row.name,
    ...(await draftState(ctx, row)),
    definition: readable,
    unread: definition ? null : row.draft,
    problems: problemsOfJson(row.draft, kind, surroundings).problems,
    surroundings,
    live,
  };
}
