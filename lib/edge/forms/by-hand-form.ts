import { z } from "zod";
import { entities } from "@/lib/profiles/schema";
import { slugSchema } from "@/lib/programmes/definition-schema";

const why = z.string("Say why.").trim().min(1, "Say why.").max(500, "500 characters say why.");
const whom = { job: slugSchema, entity: z.enum(entities), customer: z.string().min(1).max(200) };

/** Whom a member lets into a job by hand, and why. */
export const addForm = z.strictObject({ ...whom, why });
/** Whom a member takes out of it, and whether its exit actions run. */
export const removeForm = z.strictObject({ ...whom, why, runsExitActions: z.boolean() });
