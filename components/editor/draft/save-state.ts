import type { Author, DraftGone, Visitor } from "@/lib/programmes/draft/draft-answers";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** What somebody else has saved, while it is not yet chosen whose is kept. */
export interface Theirs {
  by: Author | null;
  revision: number;
  /** Null where it cannot be read: then only the page itself can show it, anew. */
  definition: Definition | null;
  /** Whether something was changed here since both were the same. */
  isTouched: boolean;
}

/** Why nothing is saved at the moment, though it will be tried again. */
export type Hindrance = "offline" | "unanswered" | "signed_out";

/**
 * How what is on the screen stands to what is kept. One at a time:
 *   saved      both are the same.                       atMs: when that was said, by performance.now(); null: since it was opened.
 *   pending    something was typed, and is about to be sent.
 *   saving     it is on its way.
 *   hindered   it could not be sent. It is kept in this browser, and tried again by itself.
 *   refused    the server does not take it as it is.     The next change is tried again.
 *   theirs     somebody else has saved: nothing is sent until it is chosen whose is kept.
 *   gone       there is nothing to save it to any more.
 */
export type SaveMode =
  | { mode: "saved"; atMs: number | null }
  | { mode: "pending" | "saving" }
  | { mode: "hindered"; why: Hindrance }
  | { mode: "refused"; message: string }
  | { mode: "theirs"; theirs: Theirs }
  | ({ mode: "gone" } & DraftGone);

export interface SaveState {
  save: SaveMode;
  revision: number;
  /** What the server said of the last definition that it took. */
  problems: Problem[];
  /** Somebody else published while it was open here. */
  published: { version: number; by: Author | null } | null;
  visitors: Visitor[];
}
