import "server-only";
import { isNotNull } from "drizzle-orm";
import type { Db } from "@/db";
import { integrations } from "@/db/schema";
import { openSecret } from "@/lib/workspaces/connections/secrets";

/** How many stored secrets of all workspaces this instance cannot open. */
export async function countClosedSecrets(db: Db): Promise<number> {
  const rows = await db
    .select({ id: integrations.id, locked: integrations.secretEncrypted })
    .from(integrations)
    .where(isNotNull(integrations.secretEncrypted));
  return rows.filter(({ id, locked }) => openSecret(locked ?? "", id) === null).length;
}
