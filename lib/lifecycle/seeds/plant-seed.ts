import "server-only";
import { seeds } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { SeedMode } from "@/lib/enrolments/schema";
import { newId } from "@/lib/ids";
import { announce } from "@/lib/outbox/announce";

/** Begins a walk over all customers of a programme's kind; it goes on from its cursor whatever happens. */
export async function plantSeed(ctx: Context, programmeId: string, mode: SeedMode): Promise<string> {
  const id = newId("sed");
  await ctx.db
    .insert(seeds)
    .values({ id, workspaceId: ctx.workspaceId, programmeId, mode, startedAt: ctx.now });
  await announce(ctx, [{ name: "trig/seed", data: { workspaceId: ctx.workspaceId, seedId: id } }]);
  return id;
}
