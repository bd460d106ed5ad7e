"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { AppError } from "@/lib/errors";
import { updateWorkspace, workspaceChangeSchema } from "@/lib/lifecycle/update-workspace";
import { createOwnWorkspace } from "@/lib/members/create-own-workspace";

const newSchema = z.object({ name: z.unknown(), timezone: z.unknown() });

/** Changes the workspace's name, zone and defaults. */
export const saveWorkspace = mutation("owner", async (ctx, form: unknown): Promise<Outcome> => {
  await updateWorkspace(ctx, workspaceChangeSchema.parse(form));
  relaySoon();
  revalidatePath(`/${ctx.workspace.slug}`, "layout");
  return { ok: true, message: "Saved." };
});

/** Makes another workspace, owned by who asks. */
export const makeWorkspace = mutation(
  "owner",
  async (ctx, form: unknown): Promise<Outcome & { path?: string }> => {
    if (ctx.isDemo) throw new AppError("forbidden", "A demo has one workspace: start for real first.");
    const { slug, name } = await createOwnWorkspace(ctx, newSchema.parse(form));
    return { ok: true, message: `${name} is made.`, path: `/${slug}/welcome` };
  },
);
