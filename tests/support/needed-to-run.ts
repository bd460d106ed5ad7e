import { fileAt } from "./code";

/** The paths of all files, and the packages as npm:name, that a file needs when it runs: what it imports for types alone is gone by then. */
export function neededToRun(path: string): Set<string> {
  const needed = new Set<string>();
  const next = [path];
  for (let target = next.pop(); target !== undefined; target = next.pop()) {
    const file = fileAt(target);
    const name = file?.path ?? target;
    if (needed.has(name)) continue;
    needed.add(name);
    if (file) next.push(...valueImports(file.path, file.text));
  }
  return needed;
}

function valueImports(path: string, text: string): string[] {
  const stated = [...text.matchAll(/^(?:import|export) ([^;"]*?) from "([^"]+)"/gms)]
    .filter(([, names = ""]) => !names.startsWith("type ") && !/^\{(\s*type [\w\s]+,?)+\s*\}$/.test(names))
    .map(([, , target = ""]) => target);
  const others = [...text.matchAll(/\bimport(?:\(\s*| )"([^"]+)"/g)].map(([, target = ""]) => target);
  return [...stated, ...others].map((target) => resolved(path, target));
}

function resolved(path: string, target: string): string {
  if (target.startsWith("@/")) return target.slice(2);
  if (!target.startsWith(".")) return `npm:${target}`;
  return new URL(target, `file:///${path}`).pathname.slice(1);
}
