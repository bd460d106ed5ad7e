import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** An address or a mutation of the app, and who may use it, read from the code itself. */
export interface Permission {
  kind: "page" | "screen route" | "api route" | "open route" | "mutation";
  /** Relative to the project. */
  file: string;
  /** The mutation's or the method's name; "" of a page. */
  name: string;
  /** viewer, editor, owner; "anybody" where nobody need be signed in; null where it decides otherwise, as ingestion does by its keys. */
  role: string | null;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const EXPORT = /^export (?:const|async function|function) (\w+)([^\n]*(?:\n\s+"\w+",)?)/gm;
const LISTED = /(?<=^export \{[^}]*)\bas (\w+)/gm;
const FORMS: [RegExp, (role: string) => Pick<Permission, "kind" | "role">][] = [
  [/^ = mutation\(\s*"(\w+)"/, (role) => ({ kind: "mutation", role })],
  [/^ = visitorMutation\(/, () => ({ kind: "mutation", role: "anybody" })],
  [/^ = memberRoute(?:<.*>)?\(\s*"(\w+)"/, (role) => ({ kind: "screen route", role })],
  [/^ = apiRoute(?:<.*>)?\(\s*"(\w+)"/, (role) => ({ kind: "api route", role })],
];
const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? list(path) : [path];
  });
}

/** Every page, route and mutation of the app. A mutation that asks nobody's permission is told by name: it must not exist. */
export function listPermissions(): Permission[] {
  return list(join(root, "app"))
    .sort()
    .flatMap((path): Permission[] => {
      const file = relative(root, path);
      if (file.endsWith("/page.tsx") || file === "app/page.tsx")
        return [{ kind: "page", file, name: "", role: null }];
      const isMutations = file.endsWith("/mutations.ts");
      if (!isMutations && !file.endsWith("/route.ts")) return [];
      const text = readFileSync(path, "utf8");
      const listed = [...text.matchAll(LISTED)].map(([, name = ""]): RegExpMatchArray => ["", name, ""]);
      return [...text.matchAll(EXPORT), ...listed].flatMap(([, name = "", rest = ""]): Permission[] => {
        if (!isMutations && !METHODS.has(name)) return [];
        for (const [form, asked] of FORMS) {
          const match = form.exec(rest);
          if (match) return [{ file, name, ...asked(match[1] ?? "") }];
        }
        if (isMutations) throw new Error(`${file} exports ${name}, which asks nobody's permission.`);
        return [{ kind: "open route", file, name, role: null }];
      });
    });
}
