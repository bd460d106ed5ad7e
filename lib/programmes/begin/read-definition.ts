import { AppError, type Issue } from "@/lib/errors";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { sizeProblems } from "@/lib/programmes/draft/size-problems";
import type { Definition } from "@/lib/programmes/schema";

/**
 * Reads a definition from the text of a file, as we export it, as the API answers it, or as somebody wrote it. One that is not whole is
 * refused with everything that is wrong with it, each with its path.
 */
export function readDefinition(text: string, kind: ProgrammeKind): Definition {
  const json = definitionIn(parsed(text));
  const tooLarge = sizeProblems(json);
  if (tooLarge.length > 0) throw refused(tooLarge);
  const { definition, problems } = parseDefinition(json, kind);
  if (definition) return definition;
  throw refused(problems);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw refused([{ path: "", message: `This is no JSON: ${why}` }]);
  }
}

function definitionIn(json: unknown): unknown {
  const isAnswer = typeof json === "object" && json !== null && "definition" in json && "problems" in json;
  return isAnswer ? json.definition : json;
}

function refused(issues: Issue[]): AppError {
  const count = issues.length === 1 ? "one thing in it is" : `${issues.length} things in it are`;
  return new AppError("invalid", `This definition cannot be read: ${count} wrong.`, issues);
}
