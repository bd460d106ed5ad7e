import type { Author, SavedDraft } from "@/lib/programmes/draft/draft-answers";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition } from "@/lib/programmes/schema";

interface Standing {
  /** What was saved after our revision. */
  news: SavedDraft;
  by: Author | null;
  latest: Definition;
  /** What both had at our revision. */
  saved: Definition;
  /** Sent by us without an answer. */
  inDoubt: readonly Definition[];
  /** Whether the others' saves are shown by themselves. */
  isFollowing: boolean;
}

type Whose = { is: "ours"; definition: Definition } | { is: "show" | "choose" };

/**
 * What a save that is not known here means: it is our own, whose answer got lost, or says the same; it can be shown at once, as nothing was
 * typed here; or the member has to choose.
 */
export function whoseSave({ news, by, latest, saved, inDoubt, isFollowing }: Standing): Whose {
  // As it is stored, since reading takes away a space at the end of a name; and as it reads, since others leave out what goes without saying.
  const isSame = (one: Definition) =>
    sameJson(news.json, one) || (news.definition !== null && sameJson(news.definition, one));
  const ours = [latest, saved, ...inDoubt].find(isSame);
  if (ours) return { is: "ours", definition: ours };
  const mayShow = news.definition !== null && sameJson(latest, saved) && (isFollowing || by?.isYou === true);
  return { is: mayShow ? "show" : "choose" };
}
