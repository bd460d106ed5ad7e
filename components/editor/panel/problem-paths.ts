import type { Problem } from "@/lib/programmes/schema";

/** Whether a path is a place or lies inside it: "steps[1].when.any[0]" lies inside "steps[1].when", and everything inside "". */
export function isWithin(path: string, place: string): boolean {
  if (place === "" || path === place) return true;
  return path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}

/** The problems of a place and of everything inside it. */
export function problemsWithin(problems: readonly Problem[], place: string): Problem[] {
  return problems.filter(({ path }) => isWithin(path, place));
}

/** The same problems with their paths as seen from the place that they lie within. */
export function problemsSeenFrom(problems: readonly Problem[], place: string): Problem[] {
  if (place === "") return [...problems];
  return problemsWithin(problems, place).map((problem) => ({
    ...problem,
    path: problem.path.slice(place.length).replace(/^\./, ""),
  }));
}

/** The problems that none of the places takes: what a form without a field for them shows by itself. */
export function problemsBeside(problems: readonly Problem[], places: readonly string[]): Problem[] {
  return problems.filter(({ path }) => !places.some((place) => isWithin(path, place)));
}

/** Which of the fields on the screen a path speaks of: itself, else the closest that holds it, else the first inside it. */
export function nearestField(fields: readonly string[], path: string): string | null {
  const holders = fields.filter((field) => field !== "" && isWithin(path, field));
  const closest = holders.reduce<string | null>(
    (best, field) => (best === null || field.length > best.length ? field : best),
    null,
  );
  return closest ?? fields.find((field) => isWithin(field, path)) ?? null;
}
