import type { ProgrammeKind } from "@/lib/programme-kinds";
import { inOrder, problemsOf } from "@/lib/programmes/checks/problems-of";
import type { Surroundings } from "@/lib/programmes/checks/surroundings";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { sizeProblems } from "@/lib/programmes/draft/size-problems";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** Everything wrong with a definition as its author wrote it: faults of its shape do not hide what else is wrong. */
export function problemsOfJson(
  json: unknown,
  kind: ProgrammeKind,
  surroundings: Surroundings,
): { definition: Definition | null; problems: Problem[] } {
  const tooLarge = sizeProblems(json);
  if (tooLarge.length > 0) return { definition: null, problems: tooLarge };
  const { definition, readable, problems, placeOf } = parseDefinition(json, kind);
  const found = readable ? problemsOf(readable, surroundings) : [];
  const placed = found.flatMap((problem) => {
    const path = placeOf(problem.path);
    return path === null ? [] : [{ ...problem, path }];
  });
  return { definition, problems: inOrder([...problems, ...placed]) };
}
