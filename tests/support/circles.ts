import { type File, fileAt } from "./code";

/** The paths of files that need each other, circle by circle. */
export function circles(files: readonly File[]): string[][] {
  const needs = new Map(
    files.map(({ path, imports }) => [path, imports.flatMap((target) => fileAt(target)?.path ?? [])]),
  );
  const reached = new Map(files.map(({ path }) => [path, reach(path, needs)]));
  const found = new Map<string, string[]>();
  for (const { path } of files) {
    const circle = [...(reached.get(path) ?? [])].filter((other) => reached.get(other)?.has(path)).sort();
    if (circle.length > 0) found.set(circle.join(), circle);
  }
  return [...found.values()];
}

/** Everything that a file needs, whether itself or by others. */
function reach(from: string, needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const next = [...(needs.get(from) ?? [])];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    next.push(...(needs.get(path) ?? []));
  }
  return seen;
}
