import type { ProgrammeKind } from "@/lib/programme-kinds";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { type Readable, readInSpiteOf } from "@/lib/programmes/draft/read-in-spite-of";
import { shapeProblems } from "@/lib/programmes/draft/shape-problems";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Definition, Problem } from "@/lib/programmes/schema";

export interface ParsedDefinition extends Readable {
  /** Null when its shape is wrong. */
  definition: Definition | null;
  problems: Problem[];
}

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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
