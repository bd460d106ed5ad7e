import "server-only";
import { sql } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import type { Context } from "@/lib/context";
import { whoMatches } from "@/lib/lifecycle/who-matches";
import { withinTime } from "@/lib/lifecycle/within-time";
import type { Definition } from "@/lib/programmes/schema";

/** A count that takes longer is not worth waiting for: nothing depends on it but what a publisher is shown. */
export const LONGEST_COUNT_MS = 5_000;

/**
 * How many customers a walk over all of them would let into a programme now, as the API tells a publisher before it begins (the go-live dialog
 * counts in insights/go-live/reach.ts, by the same whoMatches). A walk for
 * everyone takes whoever matches; one after a resume or an edit passes over who matched before and was not let in. Null when counting takes too long.
 */
export async function countMatching(
  ctx: Context,
  programmeId: string,
  definition: Definition,
  walk: "everyone" | "resume",
  mostMs = LONGEST_COUNT_MS,
): Promise<number | null> {
  return withinTime(ctx, mostMs, (inside) => count(inside, programmeId, definition, walk));
}

async function count(
  ctx: Context,
  programmeId: string,
  definition: Definition,
  walk: "everyone" | "resume",
): Promise<number> {
  const [row] = await ctx.db
    .select({ customers: sql<number>`count(*)` })
    .from(definition.target === "person" ? people : organisations)
    .where(await whoMatches(ctx, programmeId, definition, walk));
  return Number(row?.customers ?? 0);
}
