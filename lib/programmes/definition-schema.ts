import { z } from "zod";
import { actionSchema, immediateActionSchema, stepIdSchema } from "@/lib/actions/action-schema";
import { durationSchema } from "@/lib/audiences/duration-schema";
import { conditionSchema, filterSchema } from "@/lib/audiences/filter-schema";
import { entities } from "@/lib/profiles/schema";
import { programmeKinds } from "@/lib/programme-kinds";
import { walk, waysOf } from "@/lib/programmes/flow";
import { DEEPEST_BRANCH, definitionLimits, MOST_ARMS, MOST_STEPS, type Step } from "@/lib/programmes/schema";
import { OTHERWISE } from "@/lib/programmes/steps/branch";
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
const armSchema = z.strictObject({
  id: stepIdSchema.refine((id) => id !== OTHERWISE, `"${OTHERWISE}" is the way of whoever matches no arm.`),
  name: z.string().trim().min(1).max(definitionLimits.armName).optional(),
  when: filterSchema,
  get steps(): z.ZodType<Step[]> {
    return stepsSchema;
  },
});
const branchSchema = z.strictObject({
  kind: z.literal("branch"),
  id: stepIdSchema,
  arms: z.array(armSchema).min(1, "A branch has at least one arm.").max(MOST_ARMS),
  get otherwise(): z.ZodType<Step[]> {
    return stepsSchema;
  },
});
/** How each kind of step that is no action is read. */
const flowSchemas = { branch: branchSchema, wait: waitSchema } satisfies {
  [K in FlowKind]: z.ZodType<FlowStepOf<K>>;
};
const stepSchema = z.discriminatedUnion("kind", [
  flowSchemas.wait,
  flowSchemas.branch,
  ...actionSchema.options,
]);
const stepsSchema = z.array(stepSchema).max(MOST_STEPS).default([]);
/** The steps of a whole flow: so many in all, and branches only so deep within one another. */
const flowSchema = stepsSchema.superRefine((steps, ctx) => {
  if (walk({ steps }).length > MOST_STEPS)
    ctx.addIssue({ code: "custom", message: `A flow has at most ${MOST_STEPS} steps in all.`, path: [] });
  for (const path of tooDeep(steps, DEEPEST_BRANCH, [])) {
    const message = `Branches stand at most ${DEEPEST_BRANCH} deep within one another.`;
    ctx.addIssue({ code: "custom", message, path });
  }
});

function tooDeep(steps: readonly Step[], left: number, at: PropertyKey[]): PropertyKey[][] {
  return steps.flatMap((step, index) => {
    const ways = waysOf(step);
    if (ways.length === 0) return [];
    if (left === 0) return [[...at, index]];
    return ways.flatMap((way) => tooDeep(way.steps, left - 1, [...at, index, ...keysOf(way.field)]));
  });
}

/** "arms[1].steps" as the keys that lead there. */
function keysOf(field: string): PropertyKey[] {
  return [...field.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
}

const timeLimitSchema = durationSchema.safeExtend({ from: z.enum(["entry", "last_step"]).optional() });

const reentrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({ kind: z.literal("after_leaving") }),
  z.strictObject({
    kind: z.literal("days_after_leaving"),
    days: z.int().min(1).max(definitionLimits.daysAfterLeaving),
  }),
]);

const goalSchema = z.strictObject({
  filter: filterSchema,
  counts: z.enum(["since_entry", "ever"]).default("since_entry"),
});

export const definitionSchema = z.strictObject({
  kind: z.enum(programmeKinds).default("job"),
  name: z.string().trim().min(1).max(definitionLimits.name),
  description: z.string().max(definitionLimits.description).default(""),
  target: z.enum(entities).default("person"),
  audience: filterSchema,
  exclusions: z.array(conditionSchema).max(definitionLimits.exclusions).default([]),
  goal: goalSchema,
  autoExit: timeLimitSchema.optional(),
  reentry: reentrySchema.default({ kind: "never" }),
  leaveWhenAudienceStops: z.boolean().default(false),
  sendingWindow: sendingWindowSchema.optional(),
  entry: z.array(immediateActionSchema).max(definitionLimits.actionsOfLane).default([]),
  steps: flowSchema,
  completion: z.array(immediateActionSchema).max(definitionLimits.actionsOfLane).default([]),
  exit: z.array(immediateActionSchema).max(definitionLimits.actionsOfLane).default([]),
});
