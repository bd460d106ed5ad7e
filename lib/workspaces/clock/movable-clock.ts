import "server-only";
import type { Context } from "@/lib/context";
import { findInstance } from "@/lib/workspaces/clock/clock";

/** A demo's story is told once its clock has come this near to real time. */
export const TOLD_WITHIN_MS = 60_000;

/** An instance's clock that a member may move forward. */
export interface MovableClock {
  mode: "demo" | "test";
  /** The demo's story is still on its way from the past up to today; until then nobody else moves the clock. */
  isPlaying: boolean;
}

/** The clock of a demo or a test instance; null in a live one, whose customers wait in real time. */
export async function movableClock(ctx: Context): Promise<MovableClock | null> {
  const found = await findInstance(ctx.db);
  if (!found || found.mode === "live") return null;
  return { mode: found.mode, isPlaying: found.mode === "demo" && found.clockOffsetMs < -TOLD_WITHIN_MS };
}
