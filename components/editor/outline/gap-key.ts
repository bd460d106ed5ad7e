import type { ListAt, Place } from "@/lib/programmes/edit/places";

const lanes = ["entry", "steps", "completion", "exit"] as const;

/** A list as a text that an element can carry: "entry", "branch-1/branch-1-arm". */
export function listKey(list: ListAt): string {
  return typeof list === "string" ? list : `${list.branch}/${list.arm}`;
}

/** A gap as a text that an element can carry: "steps:2". */
export function gapKey({ list, index }: Place): string {
  return `${listKey(list)}:${index}`;
}

/** The gap of such a text; null where it names none. */
export function placeOfKey(key: string | undefined): Place | null {
  const [, name = "", index = ""] = /^(.+):(\d+)$/.exec(key ?? "") ?? [];
  const list = listOfKey(name);
  return list === null || index === "" ? null : { list, index: Number(index) };
}

function listOfKey(name: string): ListAt | null {
  const lane = lanes.find((one) => one === name);
  if (lane) return lane;
  const [branch = "", arm = ""] = name.split("/");
  return branch && arm ? { branch, arm } : null;
}
