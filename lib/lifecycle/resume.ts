import "server-only";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { releaseHeld } from "@/lib/deliveries/lifecycle/release-held";
import { wakeHeld } from "@/lib/enrolments/write/wake-held";
import { AppError } from "@/lib/errors";
import { closePause } from "@/lib/lifecycle/close-pause";
import { countMatching } from "@/lib/lifecycle/count-matching";
import { plantSeed } from "@/lib/lifecycle/seeds/plant-seed";
import { lockWorkspaceExclusive } from "@/lib/locks";
import { announce } from "@/lib/outbox/announce";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { liveDefinition } from "@/lib/programmes/published/live-definition";

export interface Resumed {
  seedId: string | null;
  /** How many customers enter by the resume; null when counting them takes too long. */
  matchesNow: number | null;
  /** Deliveries that were held and may leave now. */
  released: number;
}

/** Lets a programme's clock run again: the time it stood still counts for no delay and no deadline. Doing it twice changes nothing. */
export async function resume(ctx: Context, kind: ProgrammeKind, slug: string): Promise<Resumed> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const row = await lockProgrammeRow(inside, kind, slug);
    const definition = await liveDefinition(inside, row);
    const matchesNow = await countMatching(inside, row.id, definition, "resume");
    if (row.status === "live") return { seedId: null, matchesNow, released: 0 };
    if (row.status !== "paused")
      throw new AppError("conflict", `This ${kind} is ${row.status}: only a paused one can be resumed.`);

    const mine = and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id));
    await tx.update(programmes).set({ status: "live", updatedAt: ctx.now }).where(mine);
    await closePause(inside, row.id);
    await auditProgramme(inside, "programme.resumed", row);
    await wakeHeld(inside, row.id);
    const released = await releaseHeld(inside, row.id);
    const seedId = await plantSeed(inside, row.id, "resume");
    await announce(inside, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
    return { seedId, matchesNow, released };
  });
}
