import { z } from "zod";
import {
  immediateActionSchema,
  messageSchema,
  notifySchema,
  reminderSchema,
  stepIdSchema,
  updateSchema,
} from "@/lib/actions/schema";
import { conditionSchema, filterSchema } from "@/lib/audiences/schema";
import { durationSchema } from "@/lib/time";
import { sendingWindowSchema } from "@/lib/workspaces/schema";

/*
 * The words of a programme (never shown on a screen; people say job, behaviour, stage).
 *   audience    who may enter.                     exclusions  any of them keeps a customer out.
 *   goal        what completes a pass.             autoExit    how long a pass may take.
 *   step        what happens between entry and end, in order: waits, reminders, and any action.
 *   version     a published definition, never changed. An enrolment finishes on the version it entered with.
 *   step ids    are never reused within a programme.
 */
export const programmeKinds = ["job", "behaviour", "stage"] as const;
export type ProgrammeKind = (typeof programmeKinds)[number];

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "A slug is lower-case words joined by hyphens.");

export const waitSchema = z.strictObject({
  kind: z.literal("wait"),
  id: stepIdSchema,
  delay: durationSchema,
});
/** A later kind (branch) is one more member here: an enrolment's place is a step id, so no row changes shape. */
export const stepSchema = z.discriminatedUnion("kind", [
  waitSchema,
  reminderSchema,
  messageSchema,
  notifySchema,
  updateSchema,
]);
export type Step = z.infer<typeof stepSchema>;

export const reentrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({ kind: z.literal("after_leaving") }),
  z.strictObject({ kind: z.literal("days_after_leaving"), days: z.int().min(1).max(3650) }),
]);

export { type SendingWindow, sendingWindowSchema } from "@/lib/workspaces/schema";

export const goalSchema = z.strictObject({
  filter: filterSchema,
  /** Events count from the entry of the pass, unless the goal says ever. */
  counts: z.enum(["since_entry", "ever"]).default("since_entry"),
});

export const definitionSchema = z.strictObject({
  kind: z.enum(programmeKinds).default("job"),
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000).default(""),
  target: z.enum(["person", "organisation"]).default("person"),
  audience: filterSchema,
  exclusions: z.array(conditionSchema).max(50).default([]),
  goal: goalSchema,
  autoExit: durationSchema.optional(),
  reentry: reentrySchema.default({ kind: "never" }),
  /** A customer who stops matching the audience exits with reason left_audience. */
  leaveWhenAudienceStops: z.boolean().default(false),
  sendingWindow: sendingWindowSchema.optional(),
  entry: z.array(immediateActionSchema).max(50).default([]),
  steps: z.array(stepSchema).max(100).default([]),
  completion: z.array(immediateActionSchema).max(50).default([]),
  exit: z.array(immediateActionSchema).max(50).default([]),
});
export type Definition = z.infer<typeof definitionSchema>;

/** A problem of a definition: errors refuse publishing, warnings and notes do not. */
export interface Problem {
  /** Id of the check, e.g. "J09". */
  check: string;
  severity: "error" | "warning" | "note";
  /** Where in the definition, e.g. "steps[0].body". */
  path: string;
  message: string;
  fix?: string;
}
