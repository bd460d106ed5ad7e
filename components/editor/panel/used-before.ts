import type { Surroundings } from "@/lib/programmes/checks/surroundings";

/** The ids that this programme's versions have used: a new item never gets one of them. */
export function usedBefore({ published }: Pick<Surroundings, "published">): string[] {
  return published ? [...Object.keys(published.steps), ...published.removedStepIds] : [];
}
