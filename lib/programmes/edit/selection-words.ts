import { findArm } from "@/lib/programmes/edit/arms";
import { findItem } from "@/lib/programmes/edit/places";
import type { Part } from "@/lib/programmes/edit/selection-at";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";
import { armWords } from "@/lib/programmes/steps/branch";

const partWords: { readonly [P in Part]: string } = {
  "#settings": "The job itself",
  "#audience": "Audience",
  "#entry": "Entry",
  "#goal": "Goal",
  "#exit": "Exit",
};

/** What is selected in a definition, in words: a step by its own first line, an arm by its name, a part by what it is. */
export function selectionWords(definition: Definition, selected: string): string {
  const part = Object.entries(partWords).find(([name]) => name === selected);
  if (part) return part[1];
  const item = findItem(definition, selected);
  if (item) {
    const { noun } = stepEntry(item);
    const headline = stepHeadline(item);
    return headline === `New ${noun}` ? headline : `${noun[0]?.toUpperCase()}${noun.slice(1)} “${headline}”`;
  }
  const arm = findArm(definition, selected)?.arm;
  return arm ? `Arm “${armWords(arm)}”` : selected;
}
