import "server-only";
import { asc, eq } from "drizzle-orm";
import { attributes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { CatalogueEntry } from "@/lib/insights/catalogue/get-attribute";
import type { Entity } from "@/lib/profiles/schema";

/** The catalogue: every attribute that events have brought or programmes have made, by name. */
export function listAttributes(ctx: Context): Promise<(CatalogueEntry & { entity: Entity; key: string })[]> {
  const { entity, key, type, kind, owner, aliases } = attributes;
  return ctx.db
    .select({ entity, key, type, kind, owner, aliases })
    .from(attributes)
    .where(eq(attributes.workspaceId, ctx.workspaceId))
    .orderBy(asc(entity), asc(key));
}
