"use server";

import { z } from "zod";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { readDefinition } from "@/lib/programmes/draft/read-definition";
import { readSteps } from "@/lib/programmes/draft/read-steps";
import type { Definition, Problem, Step } from "@/lib/programmes/schema";

/** Reads steps that were copied elsewhere, so that they can be pasted into the job that is open. Changes nothing. */
export const readPastedSteps = mutation(
  "editor",
  async (_ctx, text: unknown): Promise<Outcome & { items: Step[] }> => {
    const items = readSteps(z.string("Only text can be pasted.").parse(text));
    return { ok: true, message: "Read.", items };
  },
);

/** Reads a job from the text of the JSON view, which has no schema to read it by. Changes nothing. */
export const readJson = mutation(
  "editor",
  async (_ctx, text: unknown): Promise<Outcome & { definition: Definition | null; problems: Problem[] }> => {
    const read = readDefinition(z.string("Only text can be read.").parse(text), "job");
    return { ok: true, message: "Read.", ...read };
  },
);
