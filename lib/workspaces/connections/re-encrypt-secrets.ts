import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Db } from "@/db";
import { integrations } from "@/db/schema";
import { encryptSecret, isLockedAnew, openSecret } from "@/lib/workspaces/connections/secrets";

/**
 * Encrypts every stored secret with today's key: afterwards the previous one is needed no more. Answers with how many it did, and how
 * many it could not open.
 */
export async function reEncryptSecrets(db: Db): Promise<{ done: number; closed: number }> {
  const rows = await db
    .select({ id: integrations.id, locked: integrations.secretEncrypted })
    .from(integrations)
    .where(isNotNull(integrations.secretEncrypted));
  const count = { done: 0, closed: 0 };
  for (const { id, locked } of rows) {
    const secret = locked === null ? null : openSecret(locked, id);
    if (locked === null || secret === null) count.closed++;
    else if (!isLockedAnew(locked)) {
      // Unless somebody has given it another secret in the meantime.
      await db
        .update(integrations)
        .set({ secretEncrypted: encryptSecret(secret, id) })
        .where(and(eq(integrations.id, id), eq(integrations.secretEncrypted, locked)));
      count.done++;
    }
  }
  return count;
}
