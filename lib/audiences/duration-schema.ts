import { z } from "zod";
import { durationUnits, LONGEST_DURATION } from "@/lib/time";

/** A length of time as somebody sends it. */
export const durationSchema = z
  .strictObject({ amount: z.int().min(0).max(100_000), unit: z.enum(durationUnits) })
  .refine(({ amount, unit }) => amount <= LONGEST_DURATION[unit], "A duration is at most a hundred years.");
