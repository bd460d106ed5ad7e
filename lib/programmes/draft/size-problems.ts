import { MOST_PLACEHOLDERS } from "@/lib/actions/scan-template";
import { pathText } from "@/lib/programmes/draft/shape-problems";
import type { Problem } from "@/lib/programmes/schema";

/** What a definition may hold at most: its checks, its count and its looks cost as much as it is large. */
export const definitionBounds = {
  conditionsOfFilter: 200,
  conditions: 1_000,
  placeholdersOfText: MOST_PLACEHOLDERS,
  placeholders: 2_000,
  textLength: 50_000,
  /** Lists and objects inside one another: room for branches as deep as they may stand, and for the filters of what stands in them. */
  nesting: 40,
} as const;

type Path = readonly (string | number)[];

/** What is too large about a definition as its author wrote it, found before anything of it is read: a draft like that is not kept. */
export function sizeProblems(json: unknown): Problem[] {
  const problems: Problem[] = [];
  const say = (path: Path, message: string) =>
    problems.push({ check: "size", severity: "error", path: pathText(path), message });
  const most = definitionBounds;
  let conditions = 0;
  let placeholders = 0;

  const visit = (value: unknown, path: Path) => {
    if (typeof value === "object" && path.length >= most.nesting) {
      say(path.slice(0, 2), `A definition may be nested ${most.nesting} levels deep at most.`);
    } else if (typeof value === "string") {
      const braces = value.split("{").length - 1;
      placeholders += braces;
      if (value.length > most.textLength)
        say(
          path,
          `A text may have ${figure(most.textLength)} characters at most; this one has ${figure(value.length)}.`,
        );
      if (braces > most.placeholdersOfText)
        say(
          path,
          `A text may have ${most.placeholdersOfText} placeholders at most; this one has ${figure(braces)}.`,
        );
    } else if (Array.isArray(value)) {
      const held =
        path.at(-1) === "any" ? conditionsIn(value) : path.at(-1) === "exclusions" ? value.length : 0;
      conditions += held;
      if (path.at(-1) === "any" && held > most.conditionsOfFilter)
        say(
          path.slice(0, -1),
          `A filter may have ${most.conditionsOfFilter} conditions at most; this one has ${figure(held)}.`,
        );
      value.forEach((one, index) => {
        visit(one, [...path, index]);
      });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) visit(one, [...path, key]);
    }
  };
  visit(json, []);
  if (conditions > most.conditions)
    say(
      [],
      `A definition may have ${figure(most.conditions)} conditions at most; this one has ${figure(conditions)}.`,
    );
  if (placeholders > most.placeholders)
    say(
      [],
      `A definition may have ${figure(most.placeholders)} placeholders at most; this one has ${figure(placeholders)}.`,
    );
  return problems.slice(0, MOST_TOLD);
}

const MOST_TOLD = 20;
const figure = (number: number) => number.toLocaleString("en");

/** Those about an organisation's people count one by one. */
function conditionsIn(groups: readonly unknown[]): number {
  return groups.flatMap(listIn).reduce<number>((sum, one) => sum + Math.max(1, listIn(one).length), 0);
}

function listIn(value: unknown): readonly unknown[] {
  const list = typeof value === "object" && value !== null && "all" in value ? value.all : null;
  return Array.isArray(list) ? list : [];
}
