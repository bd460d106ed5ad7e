import "server-only";
import { and, asc, count, eq, gt, isNull } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import type { Filter } from "@/lib/audiences/schema";
import { toSql } from "@/lib/audiences/to-sql";
import type { Context } from "@/lib/context";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Entity } from "@/lib/profiles/schema";

/** How many customers match a filter now. */
export async function countCustomers(
  ctx: Context,
  entity: Entity,
  filter: Filter,
  zone: string,
): Promise<number> {
  const [row] = await ctx.db
    .select({ matching: count() })
    .from(tableOf(entity))
    .where(await matching(ctx, entity, filter, zone));
  return row?.matching ?? 0;
}

/** The customers that match a filter now, a page at a time in the order of their ids. */
export async function listMatching(
  ctx: Context,
  entity: Entity,
  filter: Filter,
  zone: string,
  page: { limit: number; after?: string | undefined },
): Promise<{ id: string; attributes: Record<string, unknown> }[]> {
  const table = tableOf(entity);
  return ctx.db
    .select({ id: table.id, attributes: table.attributes })
    .from(table)
    .where(and(await matching(ctx, entity, filter, zone), gt(table.id, page.after ?? "")))
    .orderBy(asc(table.id))
    .limit(page.limit);
}

function tableOf(entity: Entity) {
  return entity === "person" ? people : organisations;
}

async function matching(ctx: Context, entity: Entity, filter: Filter, zone: string) {
  const table = tableOf(entity);
  const types = await loadTypes(ctx);
  return and(
    eq(table.workspaceId, ctx.workspaceId),
    isNull(table.mergedInto),
    toSql(filter, { entity, workspaceId: ctx.workspaceId, now: ctx.now, zone, types }),
  );
}
