import type { Entity } from "@/lib/profiles/schema";
import { actionEntry } from "./kinds";
import type { Action } from "./schema";

/** What an action does, in one sentence: the same on the node, in the list, on the timeline and in the log. */
export function summary(action: Action, target: Entity = "person"): string {
  return actionEntry(action).summary(action, target);
}
