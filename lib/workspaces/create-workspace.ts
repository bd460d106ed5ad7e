import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "@/db";
import { workspaces } from "@/db/schema";
import { newId } from "@/lib/ids";
import { toWorkspace } from "@/lib/workspaces/get-workspace";
import {
  timezoneSchema,
  type Workspace,
  workspaceSettingsSchema,
  workspaceSlugSchema,
} from "@/lib/workspaces/schema";

export interface NewWorkspace {
  slug: string;
  name: string;
  timezone?: string;
  settings?: z.input<typeof workspaceSettingsSchema>;
}

/** Makes a tenant; asking again for the same slug answers with the one that exists, unchanged. */
export async function createWorkspace(db: Db, wanted: NewWorkspace, now: Date): Promise<Workspace> {
  const slug = workspaceSlugSchema.parse(wanted.slug);
  await db
    .insert(workspaces)
    .values({
      id: newId("wsp"),
      slug,
      name: wanted.name,
      timezone: timezoneSchema.parse(wanted.timezone ?? "UTC"),
      settings: workspaceSettingsSchema.parse(wanted.settings ?? {}),
      createdAt: now,
    })
    .onConflictDoNothing({ target: workspaces.slug });
  const [row] = await db.select().from(workspaces).where(eq(workspaces.slug, slug));
  if (!row) throw new Error(`Workspace ${slug} vanished while it was being made.`);
  return toWorkspace(row);
}
