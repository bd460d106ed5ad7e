import type { ProgrammeKind } from "@/lib/programme-kinds";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { valueAt } from "@/lib/programmes/draft/definition-words";
import { shapeProblems } from "@/lib/programmes/draft/shape-problems";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Definition, Problem } from "@/lib/programmes/schema";

export interface ParsedDefinition {
  /** Null when its shape is wrong. */
  definition: Definition | null;
  /** What can be read of it all the same, so that its other problems are found in the same breath; null when nothing can. */
  readable: Definition | null;
  problems: Problem[];
  /** Whether a place in what was readable exists in what was written, and what it is called there; null for what was left out. */
  placeOf(path: string): string | null;
}

const lanes = ["entry", "steps", "completion", "exit", "exclusions"] as const;
const stand: Record<string, unknown> = { name: "?", audience: { any: [] }, goal: { filter: { any: [] } } };

/** Reads a definition as its author wrote it: every fault of its shape is named, and what is sound is read in spite of the faults. */
export function parseDefinition(json: unknown, kind: ProgrammeKind): ParsedDefinition {
  if (!isObject(json)) {
    const problem = {
      check: "shape",
      severity: "error",
      path: "",
      message: "A definition is a JSON object.",
    } as const;
    return { definition: null, readable: null, problems: [problem], placeOf: () => null };
  }
  const written = { kind, ...programmeRules[kind].defaults, ...json };
  const first = definitionSchema.safeParse(written);
  const problems = first.success ? [] : shapeProblems(written, first.error.issues);
  if (first.success && first.data.kind !== kind) {
    problems.push({
      check: "shape",
      severity: "error",
      path: "kind",
      message: `This is a ${kind}; "kind" says ${first.data.kind}.`,
    });
  }
  if (first.success) {
    const definition = problems.length === 0 ? first.data : null;
    return { definition, readable: first.data, problems, placeOf: (path) => path };
  }
  return { definition: null, problems, ...readInSpiteOf(written) };
}

function readInSpiteOf(written: Record<string, unknown>): Pick<ParsedDefinition, "readable" | "placeOf"> {
  const sound = structuredClone(written);
  const unknown = definitionSchema.safeParse(sound);
  for (const issue of unknown.error?.issues ?? []) {
    const holder = valueAt(sound, issue.path);
    if (issue.code !== "unrecognized_keys" || !isObject(holder)) continue;
    for (const key of issue.keys) delete holder[key];
  }

  const broken = new Set<string>();
  const dropped = new Map<string, Set<number>>();
  for (const { path } of definitionSchema.safeParse(sound).error?.issues ?? []) {
    const [field, index] = [String(path[0]), path[1]];
    if (!isLane(field) || typeof index !== "number") broken.add(field);
    else dropped.set(field, (dropped.get(field) ?? new Set()).add(index));
  }
  for (const field of broken) {
    if (field in stand) sound[field] = stand[field];
    else delete sound[field];
  }
  const kept = new Map<string, number[]>();
  for (const [field, indexes] of dropped) {
    const items = sound[field];
    if (broken.has(field) || !Array.isArray(items)) continue;
    kept.set(
      field,
      [...items.keys()].filter((index) => !indexes.has(index)),
    );
    sound[field] = items.filter((_, index) => !indexes.has(index));
  }

  const placeOf = (path: string): string | null => {
    const match = /^(\w+)(?:\[(\d+)\])?(.*)$/s.exec(path);
    const [, field = "", index, rest = ""] = match ?? [];
    if (broken.has(field)) return null;
    const places = kept.get(field);
    if (!places) return path;
    // What is said about a lane as a whole may be untrue of the lane as written.
    return index === undefined ? null : `${field}[${places[Number(index)] ?? index}]${rest}`;
  };
  return { readable: definitionSchema.safeParse(sound).data ?? null, placeOf };
}

function isLane(field: string): boolean {
  return lanes.some((lane) => lane === field);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
