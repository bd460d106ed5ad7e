import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";
import { type NamedProgramme, screenKinds } from "@/lib/programme-kinds";

/** The programmes that look at customers of a kind now and have a screen: those of which somebody asks why a customer is in or not. */
export function programmesToAsk(ctx: Context, target: Entity): Promise<NamedProgramme[]> {
  return ctx.db
    .select({ kind: programmes.kind, slug: programmes.slug, name: programmes.name })
    .from(programmes)
    .where(
      and(
        eq(programmes.workspaceId, ctx.workspaceId),
        inArray(programmes.kind, screenKinds),
        eq(programmes.target, target),
        inArray(programmes.status, ["live", "paused"]),
      ),
    )
    .orderBy(asc(programmes.name), asc(programmes.id))
    .limit(50);
}
