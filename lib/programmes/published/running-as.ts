import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** A definition as it would run if it were live: in its first version, open to everybody, never paused. */
export function runningAs({ id, slug }: { id: string; slug: string }, definition: Definition): LiveProgramme {
  return {
    id,
    kind: definition.kind,
    slug,
    name: definition.name,
    target: definition.target,
    status: "live",
    liveVersion: 1,
    definitions: new Map([[1, definition]]),
    pauses: [],
    openSeed: null,
    entriesLeft: null,
  };
}
