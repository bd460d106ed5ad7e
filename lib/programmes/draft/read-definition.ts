import type { ProgrammeKind } from "@/lib/programme-kinds";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { sizeProblems } from "@/lib/programmes/draft/size-problems";
import { storable } from "@/lib/programmes/draft/storable-draft";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** What a text says as a definition: the definition, or every reason for which it is none, each with its place. What it is checked against comes later. */
export function readDefinition(
  text: string,
  kind: ProgrammeKind,
): { definition: Definition | null; problems: Problem[] } {
  const json = parseJson(text);
  if ("unread" in json) return { definition: null, problems: [problem(`This is no JSON: ${json.unread}.`)] };
  const tooLarge = sizeProblems(json.value);
  if (tooLarge.length > 0) return { definition: null, problems: tooLarge };
  const { definition, problems } = parseDefinition(storable(json.value), kind);
  return { definition, problems };
}

function problem(message: string): Problem {
  return { check: "shape", severity: "error", path: "", message };
}

function parseJson(text: string): { value: unknown } | { unread: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { unread: error instanceof Error ? error.message : String(error) };
  }
}
