import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findRole } from "@/lib/members/find-member";

/** Under the lock of a workspace's members: whoever was an owner when they asked is one still. Keys and Trig itself are checked where they come in. */
export async function requireOwner(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== "member") return;
  if ((await findRole(ctx.db, ctx.workspaceId, ctx.actor.id)) !== "owner")
    throw new AppError(
      "forbidden",
      "Only an owner of this workspace can do that, and you are none any more.",
    );
}
