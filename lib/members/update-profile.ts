import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import { members } from "@/db/schema";
import { memberNameSchema } from "@/lib/members/schema";
import { timezoneSchema } from "@/lib/workspaces/schema";

const profileSchema = z.object({
  name: memberNameSchema,
  /** null: as the workspace. */
  timezone: timezoneSchema.nullable(),
});

/** A member's own name and the zone they read times in. */
export async function updateProfile(db: Db, memberId: string, wanted: unknown): Promise<void> {
  await db.update(members).set(profileSchema.parse(wanted)).where(eq(members.id, memberId));
}
