import type { ProgrammeStatus } from "@/lib/programme-status";
import type { Definition, Problem } from "@/lib/programmes/schema";

/*
 * The words of editing a draft together, as the browser hears them.
 *   revision    counts what was saved of a draft. A save says on which one it is based.
 *   stale       based on a revision that is not the last one any more: somebody else has saved since.
 *   spell       the time that one member edits without a longer break: one entry of the activity.
 *   visitor     a member who has the draft open in an editor.
 */

/** Who did something, by the name they have now. */
export interface Author {
  name: string;
  isYou: boolean;
}

/** Where a draft stands. Times are ISO texts of real time. */
export interface DraftState {
  revision: number;
  savedAt: string | null;
  savedBy: Author | null;
  status: ProgrammeStatus;
  liveVersion: number | null;
  /** Who published the live version. */
  publishedBy: Author | null;
}

/** Another member who has the draft open, and what is selected there. */
export interface Visitor {
  name: string;
  selected: string | null;
}

/** The programme cannot take a draft any more: by whom, where that is known. */
export type DraftGone =
  | { outcome: "archived"; by: Author | null }
  | { outcome: "deleted"; by: Author | null };

/** A draft as somebody saved it. */
export interface SavedDraft {
  /** Null where it cannot be read as a whole: then there is nothing to show in an editor without losing a part. */
  definition: Definition | null;
  json: unknown;
}

/** What comes of a save. A stale one has changed nothing: it brings what is there instead. */
export type SaveAnswer =
  | ({ outcome: "saved"; problems: Problem[] } & DraftState)
  | ({ outcome: "stale" } & SavedDraft & DraftState)
  | DraftGone;

/** What an open editor hears when it asks how things stand; with the definition where a later revision than its own is there. */
export type WatchAnswer =
  | ({
      outcome: "open";
      visitors: Visitor[];
      news: SavedDraft | null;
    } & DraftState)
  | DraftGone;
