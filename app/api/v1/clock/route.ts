import { z } from "zod";
import { walkClock } from "@/inngest/clock";
import { durationSchema } from "@/lib/audiences/duration-schema";
import { apiRoute, readShape } from "@/lib/edge/api";
import { AppError } from "@/lib/errors";
import { DAY_MS, shiftForFilter } from "@/lib/time";
import { audit } from "@/lib/workspaces/audit/audit";

const move = z.strictObject({ forward: durationSchema });
const MOST_MS = 370 * DAY_MS;

export const GET = apiRoute("viewer", async (ctx) => ({ now: ctx.now }));

/** Moves a demo's or test instance's clock forward and answers when everything on the way is done. */
export const POST = apiRoute("editor", async (ctx, request) => {
  const { forward } = await readShape(request, move);
  const to = shiftForFilter(ctx.now, forward, 1, "UTC");
  if (to.getTime() - ctx.now.getTime() > MOST_MS)
    throw new AppError("invalid", "The clock moves by a year at most at a time.");
  const now = await walkClock(to);
  const name = `+${forward.amount} ${forward.unit}`;
  await audit(ctx, { what: "clock.moved", subject: { id: name, name } });
  return { now };
});
