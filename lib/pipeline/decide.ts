import "server-only";
import { type Context, within } from "@/lib/context";
import { lockWorkspaceShared } from "@/lib/locks";
import { forgetNoted } from "@/lib/profiles/note-attributes";

const TRIES = 8;
/** Deadlock found, could not serialise. */
const COLLISIONS = new Set(["40P01", "40001"]);

/** Somebody was joined into another person between finding and locking them: look again. */
export class JoinedMeanwhile extends Error {}

/**
 * One decision is one transaction, under the workspace's lock that those who decide hold together. Where two have run into each other
 * one of them is undone as a whole and simply decides again.
 */
export async function decide<Result>(ctx: Context, work: (tx: Context) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await ctx.db.transaction(async (db) => {
        const tx = within(ctx, db);
        await lockWorkspaceShared(tx);
        return work(tx);
      });
    } catch (error) {
      // What was noted in the catalogue was undone with the rest.
      forgetNoted();
      if (tries === TRIES || !isCollision(error)) throw error;
    }
  }
}

function isCollision(error: unknown): boolean {
  if (error instanceof JoinedMeanwhile) return true;
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && typeof error.code === "string" && COLLISIONS.has(error.code)) return true;
  return "cause" in error && isCollision(error.cause);
}
