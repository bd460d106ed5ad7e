import { z } from "zod";
import { actionSchema, immediateActionSchema, stepIdSchema } from "@/lib/actions/action-schema";
import { durationSchema } from "@/lib/audiences/duration-schema";
import { conditionSchema, filterSchema } from "@/lib/audiences/filter-schema";
import { entities } from "@/lib/profiles/schema";
import { programmeKinds } from "@/lib/programme-kinds";
import type { FlowKind, FlowStepOf } from "@/lib/programmes/steps/entry";
import { sendingWindowSchema } from "@/lib/workspaces/schema";

/* Reads a definition that somebody sent into what schema.ts describes; a test of the types holds the two together. */

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "A slug is lower-case words joined by hyphens.");

const waitSchema = z.strictObject({
  kind: z.literal("wait"),
  id: stepIdSchema,
  delay: durationSchema,
});
/** How each kind of step that is no action is read. */
const flowSchemas = { wait: waitSchema } satisfies { [K in FlowKind]: z.ZodType<FlowStepOf<K>> };
const stepSchema = z.discriminatedUnion("kind", [flowSchemas.wait, ...actionSchema.options]);

const reentrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({ kind: z.literal("after_leaving") }),
  z.strictObject({ kind: z.literal("days_after_leaving"), days: z.int().min(1).max(3650) }),
]);

const goalSchema = z.strictObject({
  filter: filterSchema,
  counts: z.enum(["since_entry", "ever"]).default("since_entry"),
});

export const definitionSchema = z.strictObject({
  kind: z.enum(programmeKinds).default("job"),
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000).default(""),
  target: z.enum(entities).default("person"),
  audience: filterSchema,
  exclusions: z.array(conditionSchema).max(50).default([]),
  goal: goalSchema,
  autoExit: durationSchema.optional(),
  reentry: reentrySchema.default({ kind: "never" }),
  leaveWhenAudienceStops: z.boolean().default(false),
  sendingWindow: sendingWindowSchema.optional(),
  entry: z.array(immediateActionSchema).max(50).default([]),
  steps: z.array(stepSchema).max(100).default([]),
  completion: z.array(immediateActionSchema).max(50).default([]),
  exit: z.array(immediateActionSchema).max(50).default([]),
});
