import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { programmes, workspaces } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { plantSeed } from "@/lib/lifecycle/seeds/plant-seed";
import { lockWorkspaceExclusive } from "@/lib/locks";
import { audit } from "@/lib/workspaces/audit/audit";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import {
  timezoneSchema,
  type Workspace,
  workspaceNameSchema,
  workspaceSettingsSchema,
} from "@/lib/workspaces/schema";

export const workspaceChangeSchema = z.strictObject({
  name: workspaceNameSchema.optional(),
  timezone: timezoneSchema.optional(),
  /** Those named are set, the others stay. */
  settings: workspaceSettingsSchema
    .extend({ tooLateHours: z.int().min(1).max(720) })
    .partial()
    .optional(),
});
export type WorkspaceChange = z.infer<typeof workspaceChangeSchema>;

/** Changes a tenant's name, zone or settings; another zone moves calendar windows, so every live programme looks at everyone again. */
export async function updateWorkspace(ctx: Context, change: WorkspaceChange): Promise<Workspace> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const before = await getWorkspace(inside);
    const after = {
      name: change.name ?? before.name,
      timezone: change.timezone ?? before.timezone,
      settings: workspaceSettingsSchema.parse({ ...before.settings, ...change.settings }),
    };
    await tx.update(workspaces).set(after).where(eq(workspaces.id, ctx.workspaceId));
    await audit(inside, {
      what: "workspace.changed",
      subject: { id: ctx.workspaceId, name: after.name },
      detail: change,
    });
    if (after.timezone !== before.timezone) await lookAtEveryoneAgain(inside);
    return { ...before, ...after };
  });
}

async function lookAtEveryoneAgain(ctx: Context): Promise<void> {
  const live = await ctx.db
    .select({ id: programmes.id })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.status, "live")));
  for (const { id } of live) await plantSeed(ctx, id, "resume");
}
