import { findArm } from "@/lib/programmes/edit/arms";
import { findList, type ListAt, type Place } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition } from "@/lib/programmes/schema";
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
  const before = items[place.index - 1];
  const behind = items[place.index];
  const parts = [
    ...(before ? [`after ${stepHeadline(before)}`] : []),
    ...(behind ? [`before ${stepHeadline(behind)}`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : listWords(definition, place.list);
}
