import "server-only";
import { isCollision, isLockTimeout, untilNoCollision } from "@/db/collision";
import { type Context, within } from "@/lib/context";
import { lockWorkspaceShared } from "@/lib/locks";
import { forgetNoted } from "@/lib/profiles/attributes/note-attributes";
import { ChangedMeanwhile } from "@/lib/profiles/changed-meanwhile";
import { LockedOut } from "@/lib/profiles/lock-customers";

/** So often whoever finds something locked tries once more: together longer than a transaction may stand still (db/limits.ts). */
const PATIENCE = 3;

/**
 * One decision is one transaction, under the workspace's lock that those who decide hold together. Where two have run into each other
 * one of them is undone as a whole and simply decides again.
 */
export function decide<Result>(ctx: Context, work: (tx: Context) => Promise<Result>): Promise<Result> {
  const once = () =>
    ctx.db.transaction(async (db) => {
      const tx = within(ctx, db);
      await lockWorkspaceShared(tx);
      return work(tx);
    });
  let patience = PATIENCE;
  return untilNoCollision(once, (error) => {
    // What was noted in the catalogue was undone with the rest.
    forgetNoted();
    // A customer who is locked is left out by whoever asked; anything else is free again once a frozen process has been given up.
    const isLocked = isLockTimeout(error) && !(error instanceof LockedOut);
    return isCollision(error) || hasChanged(error) || (isLocked && patience-- > 0);
  });
}

function hasChanged(error: unknown): boolean {
  if (error instanceof ChangedMeanwhile) return true;
  return error instanceof Error && error.cause !== undefined && hasChanged(error.cause);
}
