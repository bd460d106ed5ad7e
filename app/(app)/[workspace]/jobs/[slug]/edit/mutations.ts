"use server";

import { z } from "zod";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { readSteps } from "@/lib/programmes/draft/read-steps";
import type { Step } from "@/lib/programmes/schema";

/** Reads steps that were copied elsewhere, so that they can be pasted into the job that is open. Changes nothing. */
export const readPastedSteps = mutation(
  "editor",
  async (_ctx, text: unknown): Promise<Outcome & { items: Step[] }> => {
    const items = readSteps(z.string("Only text can be pasted.").parse(text));
    return { ok: true, message: "Read.", items };
  },
);
