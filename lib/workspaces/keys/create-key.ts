import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { lockMembers } from "@/lib/locks";
import { audit } from "@/lib/workspaces/audit/audit";
import { keyHash } from "@/lib/workspaces/keys/key-hash";
import { makerOf } from "@/lib/workspaces/keys/maker-of";
import type { KeyKind, Role } from "@/lib/workspaces/schema";

export interface NewKey {
  kind: KeyKind;
  name: string;
  /** What an api key may do. */
  role: Role;
  /** A key that exists already, from the environment; absent: a new random one. */
  value?: string;
}

const SHORTEST = 16;

/** Lets a program in: answers with the key itself, this once. Registering a given key twice is the same as once. */
export async function createKey(ctx: Context, wanted: NewKey): Promise<{ id: string; key: string }> {
  const key = wanted.value ?? `trig_${wanted.kind}_${randomBytes(24).toString("base64url")}`;
  if (key.length < SHORTEST) throw new AppError("invalid", `A key needs at least ${SHORTEST} characters.`);
  const { kind, name, role } = wanted;
  const hash = await keyHash(key);
  const id = newId("key");
  const made = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    // Whoever is being removed at this moment leaves no key behind.
    await lockMembers(inside);
    const rows = await tx
      .insert(apiKeys)
      .values({
        id,
        workspaceId: ctx.workspaceId,
        kind,
        role,
        name,
        hash,
        prefix: key.slice(0, Math.min(12, Math.floor(key.length / 2))),
        ...(await makerOf(inside)),
        createdAt: new Date(),
      })
      .onConflictDoNothing({ target: apiKeys.hash })
      .returning({ id: apiKeys.id });
    if (rows[0]) await audit(inside, { what: "key.made", subject: { id, name }, detail: { kind, role } });
    return rows;
  });
  if (made[0]) return { id, key };

  const [known] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.hash, hash));
  const same = known?.workspaceId === ctx.workspaceId && known.kind === kind && known.revokedAt === null;
  if (!known || !same) throw new AppError("conflict", "This key cannot be used here; make another one.");
  return { id: known.id, key };
}
