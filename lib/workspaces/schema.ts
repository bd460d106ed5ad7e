import { z } from "zod";
import { connectedProviders } from "@/lib/channels/providers";
import { isOneLine } from "@/lib/workspaces/one-line";
import { readZone, zoneProblem } from "@/lib/zones";

/*
 * The words of a tenant.
 *   workspace    one company that uses Trig; every row of the product belongs to exactly one.
 *   key          a secret that lets a program in: write (servers send events), browser (public, may not alias), api (our own
 *                API), crm (like write; what it sets is CRM-owned). Shown once, kept as a hash.
 *   integration  a connection to another tool: its settings in the open, its secret encrypted.
 *   role         what a member or an api key may do: viewer, editor, owner.
 *   instance     this database as a whole: live runs on real time; demo and test have a clock that can be moved forward.
 */
export const workspaceSlugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "A slug is lower-case words joined by hyphens.");

export const workspaceNameSchema = z
  .string("Name the workspace.")
  .trim()
  .min(1, "Name the workspace.")
  .max(120, "A name has at most 120 characters.")
  .refine(isOneLine, "A name stands on one line, without control characters.");

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time of day is written 09:00.");
/** Messages leave only inside it; those due outside wait for the next opening. Weekdays: 1 = Monday. */
export const sendingWindowSchema = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1),
  from: timeOfDay,
  to: timeOfDay,
  zone: z.enum(["workspace", "person"]).default("workspace"),
});
export type SendingWindow = z.infer<typeof sendingWindowSchema>;

export const timezoneSchema = z
  .string()
  .max(60)
  .transform((name, { addIssue }) => {
    const zone = readZone(name);
    if (zone !== null) return zone;
    addIssue({ code: "custom", message: zoneProblem(name), input: name });
    return z.NEVER;
  });

export const workspaceSettingsSchema = z.strictObject({
  /** From whom messages come whose action names no sender. */
  defaultSender: z
    .strictObject({
      name: z
        .string()
        .min(1, "Name the default sender, or leave the address empty too.")
        .max(100)
        .refine(isOneLine, "The default sender's name stands on one line."),
      address: z.email("The default sender's address is no email address."),
    })
    .optional(),
  /** Where team notes go that name no better place. */
  defaultChannel: z.string().min(1).max(100).optional(),
  /** A message that has not left this many hours after it was due is skipped. */
  tooLateHours: z.int().min(1).max(720).default(24),
  /** Applies to every programme that has none of its own. */
  sendingWindow: sendingWindowSchema.optional(),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;

export interface Workspace {
  id: string;
  slug: string;
  name: string;
  timezone: string;
  settings: WorkspaceSettings;
  createdAt: Date;
}

export const keyKinds = ["write", "browser", "api", "crm"] as const;
export type KeyKind = (typeof keyKinds)[number];

export { mayAct, type Role, roles } from "@/lib/workspaces/roles";

/** Tools whose payloads become our events. */
export const sourceKinds = ["segment", "webhook"] as const;
export type SourceKind = (typeof sourceKinds)[number];
/** What can be connected: providers that send for us, and sources. */
export const integrationKinds = [...connectedProviders, ...sourceKinds] as const;
export type IntegrationKind = (typeof integrationKinds)[number];

export type InstanceMode = "live" | "demo" | "test";
