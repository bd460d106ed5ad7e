import "server-only";
import { isCollision, untilNoCollision } from "@/db/collision";
import { type Context, within } from "@/lib/context";
import { lockWorkspaceShared } from "@/lib/locks";
import { ChangedMeanwhile } from "@/lib/profiles/changed-meanwhile";
import { forgetNoted } from "@/lib/profiles/note-attributes";

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
  return untilNoCollision(once, (error) => {
    // What was noted in the catalogue was undone with the rest.
    forgetNoted();
    return isCollision(error) || hasChanged(error);
  });
}

function hasChanged(error: unknown): boolean {
  if (error instanceof ChangedMeanwhile) return true;
  return error instanceof Error && error.cause !== undefined && hasChanged(error.cause);
}
