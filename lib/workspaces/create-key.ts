import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/workspaces/audit";
import { keyHash } from "@/lib/workspaces/key-hash";
import type { KeyKind, Role } from "@/lib/workspaces/schema";

export interface NewKey {
  kind: KeyKind;
  name: string;
  /** What an api key may do; an owner's everything when nothing is said. */
  role?: Role;
  /** A key that exists already, from the environment; absent: a new random one. */
  value?: string;
}

const SHORTEST = 16;

/** Lets a program in: answers with the key itself, this once. Registering a given key twice is the same as once. */
export async function createKey(ctx: Context, wanted: NewKey): Promise<{ id: string; key: string }> {
  const key = wanted.value ?? `trig_${wanted.kind}_${randomBytes(24).toString("base64url")}`;
  if (key.length < SHORTEST) throw new AppError("invalid", `A key needs at least ${SHORTEST} characters.`);
  const hash = keyHash(key);
  const id = newId("key");
  const role = wanted.role ?? "owner";
  const made = await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .insert(apiKeys)
      .values({
        id,
        workspaceId: ctx.workspaceId,
        kind: wanted.kind,
        role,
        name: wanted.name,
        hash,
        prefix: key.slice(0, Math.min(12, Math.floor(key.length / 2))),
        createdAt: new Date(),
      })
      .onConflictDoNothing({ target: apiKeys.hash })
      .returning({ id: apiKeys.id });
    const detail = { kind: wanted.kind, role };
    if (rows[0])
      await audit(within(ctx, tx), { what: "key.made", subject: { id, name: wanted.name }, detail });
    return rows;
  });
  if (made[0]) return { id, key };

  const [known] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.hash, hash));
  const same =
    known?.workspaceId === ctx.workspaceId && known.kind === wanted.kind && known.revokedAt === null;
  if (!known || !same) throw new AppError("conflict", "This key cannot be used here; make another one.");
  return { id: known.id, key };
}
