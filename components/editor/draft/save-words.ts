import type { Hindrance, SaveMode } from "@/components/editor/draft/save-state";
import type { Author } from "@/lib/programmes/draft/draft-answers";
import { spanInWords } from "@/lib/words/relative-time";
import type { Tone } from "@/lib/words/tone";

const hindrances: { readonly [W in Hindrance]: string } = {
  offline: "Not saved: no network, nothing is lost",
  unanswered: "Not saved: Trig does not answer, nothing is lost",
  signed_out: "Not saved: you are signed out, nothing is lost",
};

const JUST_NOW_MS = 2_000;

/** How what is on the screen stands to what is kept, in the words of the editor's head. */
export function saveWords(save: SaveMode, nowMs: number): { tone: Tone; words: string } {
  switch (save.mode) {
    case "saved":
      return { tone: "idle", words: savedWords(save.atMs, nowMs) };
    case "pending":
    case "saving":
      return { tone: "idle", words: "Saving" };
    case "hindered":
      return { tone: "warn", words: hindrances[save.why] };
    case "refused":
      return { tone: "bad", words: `Not saved: ${save.message}` };
    case "theirs":
      return { tone: "warn", words: `${authorWords(save.theirs.by)} saved a change` };
    case "gone":
      return { tone: "bad", words: goneWords[save.outcome](authorWords(save.by)) };
  }
}

const goneWords = {
  archived: (who: string) => `${who} archived this job: what you typed stays here, in this browser`,
  deleted: (who: string) => `${who} deleted this job: what you typed stays here, in this browser`,
} as const;

/** Who saved, at the head of a sentence. */
export function authorWords(by: Author | null): string {
  if (!by) return "Somebody";
  return by.isYou ? "You, in another tab," : by.name;
}

function savedWords(atMs: number | null, nowMs: number): string {
  if (atMs === null) return "Saved";
  const ago = nowMs - atMs;
  return ago < JUST_NOW_MS ? "Saved just now" : `Saved ${spanInWords(ago)} ago`;
}
