import "server-only";
import { and, eq } from "drizzle-orm";
import { attributes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isTypeFixed } from "@/lib/profiles/attributes/attribute-types";
import type { ValueType } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";

/**
 * Gives a catalogued attribute another type, and says which it had. What Trig counts and notes itself keeps its type. No value is touched;
 * whoever calls it sees to it that customers are looked at again.
 */
export async function setType(
  ctx: Context,
  entity: Entity,
  key: string,
  type: ValueType,
): Promise<ValueType> {
  const mine = and(
    eq(attributes.workspaceId, ctx.workspaceId),
    eq(attributes.entity, entity),
    eq(attributes.key, key),
  );
  const [row] = await ctx.db
    .select({ type: attributes.type, kind: attributes.kind })
    .from(attributes)
    .where(mine)
    .for("update");
  if (!row) throw new AppError("not_found", `There is no attribute “${key}”.`);
  if (isTypeFixed(key, row.kind))
    throw new AppError("conflict", `Trig keeps ${key} itself, with a type that cannot be changed.`);
  if (row.type !== type) await ctx.db.update(attributes).set({ type }).where(mine);
  return row.type;
}
