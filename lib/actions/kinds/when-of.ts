import type { CarriedFilter } from "@/lib/actions/kinds/entry";
import type { Action } from "@/lib/actions/schema";

/** The filter that is looked at when an action is due; nothing when it has none. */
export function whenOf({ when }: Action): CarriedFilter[] {
  return when ? [{ filter: when, about: "customer", field: "when", role: "when" }] : [];
}
