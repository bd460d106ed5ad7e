import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** The definition of a version that is loaded: the live one, or one that somebody is still in. */
export function versionOf(programme: LiveProgramme, version: number): Definition {
  const definition = programme.definitions.get(version);
  if (!definition) throw new Error(`Version ${version} of ${programme.slug} is not loaded.`);
  return definition;
}
