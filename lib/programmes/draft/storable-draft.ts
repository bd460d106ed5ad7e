import { AppError } from "@/lib/errors";
import { findUnstorable } from "@/lib/events/find-unstorable";
import { definitionBounds, sizeProblems } from "@/lib/programmes/draft/size-problems";

const LONGEST_JSON = 512 * 1024;
const LONGEST_NAME = 120;

/** A definition that may be kept as a draft, whatever is wrong with it as a definition; what is no object, too large or no text is refused. */
export function storable(definition: unknown): Record<string, unknown> {
  if (typeof definition !== "object" || definition === null || Array.isArray(definition)) {
    throw new AppError("invalid", "A definition is a JSON object.");
  }
  const bad = findUnstorable(definition, true, 0, definitionBounds.nesting);
  if (bad) {
    throw new AppError("invalid", "The definition holds something that cannot be stored.", [
      { path: bad.field, message: bad.sentence },
    ]);
  }
  if (JSON.stringify(definition).length > LONGEST_JSON)
    throw new AppError("too_large", "A definition may have 512 KB.");
  const tooLarge = sizeProblems(definition);
  if (tooLarge[0]) throw new AppError("too_large", tooLarge[0].message, tooLarge);
  return { ...definition };
}

/** What a draft calls itself; null where it does not say. */
export function nameIn({ name }: Record<string, unknown>): string | null {
  return typeof name === "string" && name.trim() !== "" ? name.slice(0, LONGEST_NAME) : null;
}
