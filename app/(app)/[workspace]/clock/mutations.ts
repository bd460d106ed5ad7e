"use server";

import { walkClock } from "@/inngest/clock";
import type { MemberContext } from "@/lib/edge/member";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { AppError } from "@/lib/errors";
import { type Coming, findComing } from "@/lib/insights/clock/coming-next";
import { listSetOff, listWaiting, type SetOff } from "@/lib/insights/clock/set-off";
import { plural } from "@/lib/words/figures";
import { audit } from "@/lib/workspaces/audit/audit";
import { businessNow } from "@/lib/workspaces/clock/clock";
import { type ClockStep, clockSteps } from "@/lib/workspaces/clock/clock-steps";
import { movableClock } from "@/lib/workspaces/clock/movable-clock";

/** Where the clock stands, what moving it there set off, and what comes next. */
export interface ClockNews extends Outcome {
  now: Date;
  coming: Coming | null;
  setOff: SetOff | null;
}

/**
 * Moves a demo's or test instance's clock forward and tells in words what that set off. The page behind it follows as it follows all news:
 * the list must not wait for it.
 */
export const moveClock = mutation("editor", async (ctx, step: ClockStep): Promise<ClockNews> => {
  await checkMovable(ctx);
  const byMs = Object.entries(clockSteps).find(([known]) => known === step)?.[1];
  if (!byMs) throw new AppError("invalid", "The clock moves by an hour, a day or five days.");
  const { timezone: zone } = ctx.workspace;
  const waiting = await listWaiting(ctx);
  await walkClock(new Date(ctx.now.getTime() + byMs));
  const now = await businessNow(ctx.db);
  await audit(ctx, { what: "clock.moved", subject: { id: step, name: step } });
  const then = { ...ctx, now };
  const [setOff, coming] = await Promise.all([
    listSetOff(then, { from: ctx.now, to: now, waiting, zone }),
    findComing(then, zone),
  ]);
  const { length } = setOff.happenings;
  const happened = length === 0 ? "nothing has happened" : `${plural(length, "thing")} happened`;
  return { ok: true, message: `${step.slice(1)} on, ${happened}.`, now, setOff, coming };
});

/** What comes next if nobody moves anything. */
export const lookAhead = mutation("viewer", async (ctx): Promise<ClockNews> => {
  await checkMovable(ctx);
  const coming = await findComing(ctx, ctx.workspace.timezone);
  return { ok: true, message: "", now: ctx.now, setOff: null, coming };
});

async function checkMovable(ctx: MemberContext): Promise<void> {
  const clock = await movableClock(ctx);
  if (!clock) throw new AppError("forbidden", "The clock can be moved only in a demo or a test instance.");
  if (clock.isPlaying)
    throw new AppError("conflict", "The demo's story is still being told; try again in a few seconds.");
}
