import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type ProgrammeKind, programmeNames } from "@/lib/programme-kinds";
import type { Programme } from "@/lib/programmes/draft/get-programme";
import { saveDraft } from "@/lib/programmes/draft/save-draft";

const MOST_OF_A_NAME = 30;

interface Wanted {
  kind: ProgrammeKind;
  slug: string;
  /** What it says, once its address is known. */
  definitionAt: (slug: string) => unknown;
}

/** Begins a new draft; where its address is taken it gets the next free one: what somebody has written is never replaced by this. */
export async function beginDraft(ctx: Context, { kind, slug, definitionAt }: Wanted): Promise<Programme> {
  for (let place = 1; place <= MOST_OF_A_NAME; place++) {
    const candidate = place === 1 ? slug : `${slug}-${place}`;
    try {
      const definition = definitionAt(candidate);
      return await saveDraft(ctx, { kind, slug: candidate, definition, mustBeNew: true });
    } catch (error) {
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
    }
  }
  throw new AppError(
    "conflict",
    `There are many ${programmeNames[kind].plural} of this name already: choose another one.`,
  );
}
