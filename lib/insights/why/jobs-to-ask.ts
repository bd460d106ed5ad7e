import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";

/** A job that "why" can be asked of. */
export interface JobToAsk {
  slug: string;
  name: string;
}

/** The jobs that look at customers of a kind now: those of which somebody asks why a customer is in or not. */
export function jobsToAsk(ctx: Context, target: Entity): Promise<JobToAsk[]> {
  return ctx.db
    .select({ slug: programmes.slug, name: programmes.name })
    .from(programmes)
    .where(
      and(
        eq(programmes.workspaceId, ctx.workspaceId),
        eq(programmes.kind, "job"),
        eq(programmes.target, target),
        inArray(programmes.status, ["live", "paused"]),
      ),
    )
    .orderBy(asc(programmes.name), asc(programmes.id))
    .limit(50);
}
