import { findArm } from "@/lib/programmes/edit/arms";
import { findList, type ListAt, type Place, placeOf } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition, Step } from "@/lib/programmes/schema";
import { armWords } from "@/lib/programmes/steps/branch";

const laneWords = {
  entry: "on entry",
  steps: "after entry",
  completion: "on completion",
  exit: "on exit",
} as const;

/** A list in the middle of a sentence: "on entry", "in “Pro plan”". */
export function listWords(definition: Definition, list: ListAt): string {
  if (typeof list === "string") return laneWords[list];
  const arm = findArm(definition, list.arm)?.arm;
  return arm ? `in “${armWords(arm)}”` : "in “Otherwise”";
}

/** A gap by its neighbours: "after Wait 5 days, before Your first project, in 5 minutes". */
export function placeWords(definition: Definition, place: Place): string {
  const items = findList(definition, place.list)?.items ?? [];
  return gapWords(items, place.index) || listWords(definition, place.list);
}

/** A gap in a list by its neighbours; empty where it has none. */
export function gapWords(items: readonly Step[], index: number): string {
  const before = items[index - 1];
  const behind = items[index];
  return [
    ...(before ? [`after ${stepHeadline(before)}`] : []),
    ...(behind ? [`before ${stepHeadline(behind)}`] : []),
  ].join(", ");
}

/** Where an item stands now, for whoever cannot see it move: "2 of 4, after Wait 5 days". */
export function standsWords(definition: Definition, id: string): string {
  const place = placeOf(definition, id);
  const list = place && findList(definition, place.list);
  if (!place || !list) return "";
  const before = list.items[place.index - 1];
  const inside =
    typeof place.list === "string" && place.list === "steps" ? "" : ` ${listWords(definition, place.list)}`;
  const after = before ? `, after ${stepHeadline(before)}` : "";
  return `${place.index + 1} of ${list.items.length}${inside}${after}`;
}
