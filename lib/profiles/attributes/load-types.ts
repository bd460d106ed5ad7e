import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { attributes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";

/** The types of a workspace's attributes, or only of those under some keys: in one query, whatever is asked of them. */
export async function loadTypes(ctx: Context, keys?: readonly string[]): Promise<AttributeTypes> {
  const found = { person: new Map(), organisation: new Map() };
  if (keys?.length === 0) return found;
  const { entity, key, type, workspaceId } = attributes;
  const rows = await ctx.db
    .select({ entity, key, type })
    .from(attributes)
    .where(and(eq(workspaceId, ctx.workspaceId), keys && inArray(key, [...keys])));
  for (const row of rows) found[row.entity].set(row.key, row.type);
  return found;
}
