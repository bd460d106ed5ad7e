import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { apiKeys, workspaceMembers } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findInstance } from "@/lib/workspaces/clock/clock";
import { mayAct } from "@/lib/workspaces/schema";

export interface Maker {
  /** A member; "" for Trig itself. */
  madeBy: string;
  madeWith: string | null;
}

const NO_OWNER = "Only an owner of this workspace can make keys, and you are none any more.";
const NO_KEY = "This key was revoked or may no longer make keys: use one of an owner.";

/**
 * Under the lock of a workspace's members: whose a key is that is made now. A key made with another key belongs to whoever that one
 * belongs to. Who lost the right since they asked is refused; a demo asks nobody.
 */
export async function makerOf(ctx: Context): Promise<Maker> {
  const { actor } = ctx;
  if (actor.kind === "system") return { madeBy: "", madeWith: null };
  if (actor.kind === "key") return withKey(ctx, actor.id);
  const [row] = await ctx.db
    .select({ role: workspaceMembers.role })
    .from(workspaceMembers)
    .where(and(eq(workspaceMembers.workspaceId, ctx.workspaceId), eq(workspaceMembers.memberId, actor.id)));
  const isOpen = !row && ((await findInstance(ctx.db))?.mode ?? "live") !== "live";
  if (!isOpen && !(row && mayAct(row.role, "owner"))) throw new AppError("forbidden", NO_OWNER);
  return { madeBy: actor.id, madeWith: null };
}

async function withKey(ctx: Context, id: string): Promise<Maker> {
  const [row] = await ctx.db
    .select({ role: apiKeys.role, madeBy: apiKeys.madeBy, keptBy: apiKeys.keptBy })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)));
  if (!row || !mayAct(row.role, "owner")) throw new AppError("forbidden", NO_KEY);
  return { madeBy: row.keptBy ?? row.madeBy, madeWith: id };
}
