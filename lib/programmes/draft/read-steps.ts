import { z } from "zod";
import { AppError } from "@/lib/errors";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { valueAt } from "@/lib/programmes/draft/definition-words";
import { shapeProblems } from "@/lib/programmes/draft/shape-problems";
import { storable } from "@/lib/programmes/draft/storable-draft";
import type { Step } from "@/lib/programmes/schema";

const LONGEST_TEXT = 512 * 1024;
const FOREIGN = "This text holds no steps: copy them in the editor of a job, then paste again.";
const stepsSchema = z.object({ steps: definitionSchema.shape.steps });

/** The steps in a text that somebody pasted. A text that is none of ours, or whose steps cannot be read, is refused in a sentence. */
export function readSteps(text: string): Step[] {
  if (text.length > LONGEST_TEXT) throw new AppError("too_large", "What was pasted is too long to be steps.");
  const json = parseJson(text);
  if (valueAt(json, ["trig"]) !== "steps") throw new AppError("invalid", FOREIGN);
  const written = storable({ steps: valueAt(json, ["items"]) ?? [] });
  const read = stepsSchema.safeParse(written);
  if (!read.success) {
    const [first] = shapeProblems(written, read.error.issues);
    throw new AppError(
      "invalid",
      `These steps cannot be read: ${first ? `${first.path}: ${first.message}` : ""}`,
    );
  }
  if (read.data.steps.length === 0) throw new AppError("invalid", FOREIGN);
  return read.data.steps;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", FOREIGN);
  }
}
