import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import { untilNoCollision } from "@/db/collision";
import { instance, workspaceMembers, workspaces } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { createMember } from "@/lib/members/create-member";
import { hasOwner } from "@/lib/members/find-member";
import { memberNameSchema } from "@/lib/members/schema";
import { spendTry } from "@/lib/members/sign-in/tries";
import { keyFor } from "@/lib/secret-key";
import { audit } from "@/lib/workspaces/audit/audit";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { removeDemo } from "@/lib/workspaces/remove-demo";
import { timezoneSchema, workspaceNameSchema } from "@/lib/workspaces/schema";
import { workspaceSlugOf } from "@/lib/workspaces/slug-of";

const TOKEN_LENGTH = 20;

const claimSchema = z.object({
  name: memberNameSchema,
  email: z.unknown(),
  password: z.unknown(),
  workspace: workspaceNameSchema,
  timezone: timezoneSchema,
});

/** The token with which this instance can be claimed: the operator reads it where Trig was started. The same after a restart. */
export async function setUpToken(db: Db): Promise<string> {
  const [row] = await db.select({ createdAt: instance.createdAt }).from(instance);
  if (!row) throw new Error("The instance has not been made yet.");
  const sum = createHmac("sha256", keyFor("set-up")).update(row.createdAt.toISOString()).digest("hex");
  return sum.slice(0, TOKEN_LENGTH).replace(/(.{5})(?=.)/g, "$1-");
}

/**
 * Makes the first owner with their workspace, once and only with the set-up token. What the instance held as a demo goes, its moved clock
 * too; from then on it is live.
 */
export async function claimInstance(
  db: Db,
  { token, from, ...wanted }: { token: unknown; from: string } & Record<string, unknown>,
): Promise<{ email: string; workspaceSlug: string; workspaceId: string }> {
  const given = claimSchema.parse(wanted);
  await spendTry(db, { about: "set-up", from });
  if (!fits(token, await setUpToken(db)))
    throw new AppError("forbidden", "This is not the set-up token. It stands where Trig was started.");
  // What the demo's engine does meanwhile locks the same tables one by one.
  return untilNoCollision(() => claim(db, given));
}

async function claim(db: Db, given: z.output<typeof claimSchema>) {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('set-up', 0))`);
    if (await hasOwner(tx)) throw new AppError("conflict", "This Trig has an owner already: sign in.");
    const now = new Date();
    await removeDemo(tx);
    const memberId = await createMember(tx, given);
    const workspace = await firstWorkspace(tx, given, now);
    await tx
      .insert(workspaceMembers)
      .values({ workspaceId: workspace.id, memberId, role: "owner", since: now });
    const ctx: Context = { db: tx, workspaceId: workspace.id, actor: { kind: "member", id: memberId }, now };
    await audit(ctx, { what: "workspace.made", subject: { id: workspace.id, name: workspace.name } });
    return {
      email: String(given.email).trim().toLowerCase(),
      workspaceSlug: workspace.slug,
      workspaceId: workspace.id,
    };
  });
}

// A live instance starts with an empty workspace, to which keys from the environment belong: it gets its name.
async function firstWorkspace(db: Db, wanted: { workspace: string; timezone: string }, now: Date) {
  const slug = workspaceSlugOf(wanted.workspace);
  const { workspace: name, timezone } = wanted;
  const [first] = await db.select().from(workspaces).orderBy(workspaces.createdAt, workspaces.id).limit(1);
  if (!first) return createWorkspace(db, { slug, name, timezone }, now);
  await db.update(workspaces).set({ slug, name, timezone }).where(sql`id = ${first.id}`);
  return { ...first, slug, name };
}

function fits(given: unknown, token: string): boolean {
  const plain = (text: string) => Buffer.from(text.toLowerCase().replace(/[\s-]/g, ""));
  if (typeof given !== "string") return false;
  const [a, b] = [plain(given), plain(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
