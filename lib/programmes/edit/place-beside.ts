import { findArm } from "@/lib/programmes/edit/arms";
import { findItem, type Lane, type ListAt, type Place, placeOf } from "@/lib/programmes/edit/places";
import type { Part } from "@/lib/programmes/edit/selection-at";
import type { Definition } from "@/lib/programmes/schema";
import { OTHERWISE } from "@/lib/programmes/steps/branch";

const listOfPart: { readonly [P in Part]: Lane | null } = {
  "#settings": null,
  "#audience": null,
  "#entry": "entry",
  "#goal": "completion",
  "#exit": "exit",
};

/** The list whose heading is selected: of a lane's part, an arm or otherwise. Null for what heads no list. */
export function listUnder(definition: Definition, selected: string): ListAt | null {
  if (selected === "#steps") return "steps";
  const lane = Object.entries(listOfPart).find(([part]) => part === selected)?.[1];
  if (lane) return lane;
  const found = findArm(definition, selected);
  if (found) return { branch: found.branch.id, arm: selected };
  const [branch = "", way] = selected.split("/");
  return way === OTHERWISE && findItem(definition, branch) ? { branch, arm: OTHERWISE } : null;
}

/** The gap next to what is selected: behind or before an item; under a heading the first of its list. */
export function placeBeside(
  definition: Definition,
  selected: string,
  side: "before" | "after",
): Place | null {
  const item = placeOf(definition, selected);
  if (item) return { list: item.list, index: side === "after" ? item.index + 1 : item.index };
  const list = listUnder(definition, selected);
  return list === null ? null : { list, index: 0 };
}
