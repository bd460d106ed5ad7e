import type { Author } from "@/lib/programmes/draft/draft-answers";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition } from "@/lib/programmes/schema";

interface Standing {
  /** What was saved after our revision; null where it cannot be read. */
  theirs: Definition | null;
  by: Author | null;
  latest: Definition;
  /** What both had at our revision. */
  saved: Definition;
  /** Sent by us without an answer. */
  inDoubt: readonly Definition[];
  /** Whether the others' saves are shown by themselves. */
  isFollowing: boolean;
}

/**
 * What a save that is not known here means: it is our own, whose answer got lost, or says the same; it can be shown at once, as nothing was
 * typed here; or the member has to choose.
 */
export function whoseSave({ theirs, by, latest, saved, inDoubt, isFollowing }: Standing) {
  if (theirs === null) return "choose";
  if ([latest, saved, ...inDoubt].some((one) => sameJson(theirs, one))) return "ours";
  return sameJson(latest, saved) && (isFollowing || by?.isYou) ? "show" : "choose";
}
