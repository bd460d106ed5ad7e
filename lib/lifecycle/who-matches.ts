import "server-only";
import { and, eq, gt, isNull, not, or, type SQL, sql } from "drizzle-orm";
import { enrolments, organisations, people } from "@/db/schema";
import type { Filter } from "@/lib/audiences/schema";
import { toSql } from "@/lib/audiences/to-sql";
import type { Context } from "@/lib/context";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Definition } from "@/lib/programmes/schema";
import { addDelay } from "@/lib/time";
import { getWorkspace } from "@/lib/workspaces/get-workspace";

/**
 * The customers whom a walk over all of them would let into a programme now, as a condition on their table. The SQL side of guard.ts and
 * is-edge.ts in enrolments/rules: they change together.
 */
export async function whoMatches(
  ctx: Context,
  programmeId: string,
  definition: Definition,
  walk: "everyone" | "resume",
): Promise<SQL | undefined> {
  const { timezone: zone } = await getWorkspace(ctx);
  const types = await loadTypes(ctx);
  const { target: entity, audience, exclusions, goal, reentry } = definition;
  const matches = (filter: Filter, countsEvents = true) =>
    toSql(filter, { entity, workspaceId: ctx.workspaceId, now: ctx.now, zone, types, countsEvents });
  const table = entity === "person" ? people : organisations;

  const anyExclusion = { any: exclusions.map((condition) => ({ all: [condition] })) };
  const guard: (SQL | undefined)[] = [
    matches(audience),
    not(matches(anyExclusion)),
    not(matches(goal.filter, goal.counts === "ever")),
  ];
  const keptOut = and(
    eq(enrolments.workspaceId, ctx.workspaceId),
    eq(enrolments.programmeId, programmeId),
    sql`${enrolments.customerId} = ${table}.id`,
    reentry.kind === "never"
      ? undefined
      : or(eq(enrolments.status, "open"), recentlyLeft(ctx, definition, zone)),
  );
  return and(
    eq(table.workspaceId, ctx.workspaceId),
    isNull(table.mergedInto),
    ...guard,
    sql`not exists (select 1 from ${enrolments} where ${keptOut})`,
    not(passedOver(ctx, programmeId, table, walk)),
  );
}

/** Who matched at the last look; a walk for everyone means them too, unless they have been inside before. */
function passedOver(
  { workspaceId }: Context,
  programmeId: string,
  table: typeof people | typeof organisations,
  walk: "everyone" | "resume",
): SQL {
  const hasBeenInside = sql`exists (select 1 from enrolments e
    where e.workspace_id = ${workspaceId} and e.programme_id = ${programmeId} and e.customer_id = ${table}.id)`;
  const noted = sql`exists (select 1 from watches w
    where w.workspace_id = ${workspaceId} and w.programme_id = ${programmeId} and w.customer_id = ${table}.id and w.matched)`;
  // The walk that takes note of who matched at go-live has not come to everybody yet.
  const toBeNoted = sql`exists (select 1 from seeds s
    where s.workspace_id = ${workspaceId} and s.programme_id = ${programmeId} and s.mode = 'from_now_on'
      and s.finished_at is null and s.cursor < ${table}.id)`;
  return walk === "everyone" ? sql`(${noted} and ${hasBeenInside})` : sql`(${noted} or ${toBeNoted})`;
}

function recentlyLeft(ctx: Context, { reentry }: Definition, zone: string): SQL | undefined {
  if (reentry.kind !== "days_after_leaving") return undefined;
  return gt(enrolments.endedAt, addDelay(ctx.now, { amount: -reentry.days, unit: "days" }, zone));
}
