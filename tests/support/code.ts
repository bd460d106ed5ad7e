import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/* The code as the test of its architecture reads it. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const rooms = ["app", "components", "lib", "db", "inngest", "emails"];

export interface File {
  path: string;
  text: string;
  /** Paths of our files, without an ending; packages as npm:name. */
  imports: string[];
  /** Those of which only types are taken. */
  types: string[];
}

export const files = rooms.flatMap((room) => list(join(root, room))).map(read);
export const tests = list(join(root, "tests")).map(read);

/** The files below these folders. */
export const of = (...folders: string[]) =>
  files.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));

const byName = new Map(files.map((file) => [file.path.replace(/(\/index)?\.\w+$/, ""), file]));

/** The file that an import leads to. */
export const fileAt = (target: string) => byName.get(target.replace(/\.\w+$/, ""));

export const touchesTheWorld = (target: string) =>
  fileAt(target)?.text.startsWith('import "server-only"') ?? false;

export function isOurs(target: string): boolean {
  return !target.startsWith("npm:");
}

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "migrations" ? [] : list(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

function read(full: string): File {
  const path = relative(root, full);
  const text = readFileSync(full, "utf8");
  const resolve = (target = "") => {
    if (target.startsWith("@/")) return target.slice(2);
    // A package may be called like one of our folders.
    return target.startsWith(".") ? relative(root, join(full, "..", target)) : `npm:${target}`;
  };
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target]) =>
    resolve(target),
  );
  const types = [...text.matchAll(/import type [^;]*? from "([^"]+)";/gs)].map(([, target]) =>
    resolve(target),
  );
  return { path, text, imports, types };
}
