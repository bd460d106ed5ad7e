import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { attributes, enrolments, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { EndReason } from "@/lib/enrolments/end-reasons";
import { typeFor } from "@/lib/profiles/attributes/attribute-types";
import { fits } from "@/lib/profiles/attributes/lens";
import { misfitSentence } from "@/lib/profiles/attributes/type-words";
import type { ValueType } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";
import { type NamedProgramme, screenKinds } from "@/lib/programme-kinds";

/** One attribute of a customer as its profile shows it. */
export interface AttributeRow {
  key: string;
  value: unknown;
  /** Through which it is read; null when nothing is known of it. */
  type: ValueType | null;
  /** Who may write it. */
  owner: "source" | "crm" | "trig";
  /** Why this value counts as none. */
  problem: string | null;
  /** Event time of the value held. */
  changedAt: Date | null;
}

/** One pass of a customer through a programme that has a screen. */
export interface PassRow {
  id: string;
  job: NamedProgramme;
  status: "open" | "completed" | "exited";
  reason: EndReason | null;
  pass: number;
  enteredAt: Date;
  endedAt: Date | null;
}

/** A customer's attributes with what the catalogue knows of each, by name. */
export async function attributeRows(
  ctx: Context,
  entity: Entity,
  customer: { id: string; attributes: Record<string, unknown>; attributeTimes: Record<string, number> },
): Promise<AttributeRow[]> {
  const keys = Object.keys(customer.attributes).sort();
  if (keys.length === 0) return [];
  const known = await ctx.db
    .select({
      key: attributes.key,
      type: attributes.type,
      owner: attributes.owner,
    })
    .from(attributes)
    .where(
      and(
        eq(attributes.workspaceId, ctx.workspaceId),
        eq(attributes.entity, entity),
        sql`${attributes.key} = any(${sql.param(keys)}::text[])`,
      ),
    );
  const catalogue = new Map(known.map((row) => [row.key, row]));
  const changedAt = await lastChanges(ctx, customer.id, keys);
  const types = new Map(known.map((row) => [row.key, row.type]));
  return keys.map((key) => {
    const type = typeFor(types, key);
    const value = customer.attributes[key];
    const entry = catalogue.get(key);
    const time = customer.attributeTimes[key];
    return {
      key,
      value,
      type,
      // What events bring is in the catalogue; the rest Trig keeps itself.
      owner: entry?.owner ?? "trig",
      problem: type === null || fits(value, type) ? null : misfitSentence(type),
      changedAt: changedAt.get(key) ?? (time === undefined ? null : new Date(time)),
    };
  });
}

/** What is said again keeps the moment of its last change. */
async function lastChanges(
  ctx: Context,
  customerId: string,
  keys: readonly string[],
): Promise<Map<string, Date>> {
  const { rows } = await ctx.db.execute<{ key: string; at: string }>(sql`
    select k.key, c.changed_at as at from unnest(${sql.param([...keys])}::text[]) as k(key)
      cross join lateral (
        select changed_at from attribute_changes
        where workspace_id = ${ctx.workspaceId} and customer_id = ${customerId} and key = k.key
        order by changed_at desc, id desc limit 1) c`);
  return new Map(rows.map(({ key, at }) => [key, new Date(at)]));
}

/** The programmes with a screen that a customer is or was in, the latest entered first. */
export async function passRows(ctx: Context, customerId: string, limit = 50): Promise<PassRow[]> {
  return ctx.db
    .select({
      id: enrolments.id,
      job: { kind: programmes.kind, slug: programmes.slug, name: programmes.name },
      status: enrolments.status,
      reason: enrolments.reason,
      pass: enrolments.pass,
      enteredAt: enrolments.enteredAt,
      endedAt: enrolments.endedAt,
    })
    .from(enrolments)
    .innerJoin(
      programmes,
      and(eq(programmes.id, enrolments.programmeId), eq(programmes.workspaceId, ctx.workspaceId)),
    )
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.customerId, customerId),
        inArray(programmes.kind, screenKinds),
      ),
    )
    .orderBy(desc(enrolments.enteredAt), desc(enrolments.id))
    .limit(limit);
}
