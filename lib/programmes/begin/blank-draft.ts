import type { ProgrammeKind } from "@/lib/programme-kinds";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Definition } from "@/lib/programmes/schema";

/** A draft with nothing in it but a name and a time limit: nobody matches it, and it cannot go live before it is filled in. */
export function blankDraft(kind: ProgrammeKind, name: string): Definition {
  return {
    kind,
    name,
    description: "",
    target: "person",
    audience: { any: [] },
    exclusions: [],
    goal: { filter: { any: [] }, counts: "since_entry" },
    autoExit: { amount: 10, unit: "days" },
    reentry: { kind: "never" },
    leaveWhenAudienceStops: false,
    entry: [],
    steps: [],
    completion: [],
    exit: [],
    ...programmeRules[kind].defaults,
  };
}
