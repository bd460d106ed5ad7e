import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { lensSql } from "@/lib/profiles/attributes/lens-sql";
import type { ValueType } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";

/** What a type would make of the values that customers have. */
export interface TypePreview {
  type: ValueType;
  fit: number;
  doNotFit: number;
  /** The most frequent values on each side, with how many customers have them. */
  fitting: ValueCount[];
  misfits: ValueCount[];
}

export interface ValueCount {
  value: unknown;
  customers: number;
}

const EXAMPLES = 3;

/** How many customers have a value that fits a type, and how many have one that would read as none; with examples of both. */
export async function previewType(
  ctx: Context,
  entity: Entity,
  key: string,
  type: ValueType,
): Promise<TypePreview> {
  const table = sql.identifier(entity === "person" ? "people" : "organisations");
  const value = sql`(attributes -> ${key}::text)`;
  const { rows } = await ctx.db.execute<{
    fits: boolean;
    value: unknown;
    customers: number;
    total: number;
  }>(sql`
    select fits, value, customers::int, total::int from (
      select fits, value, customers, sum(customers) over (partition by fits) as total,
        row_number() over (partition by fits order by customers desc, value) as place
      from (
        select ${lensSql(value, type)} is not null as fits, ${value} as value, count(*) as customers
        from ${table}
        where workspace_id = ${ctx.workspaceId} and merged_into is null and ${value} <> 'null'::jsonb
        group by 1, 2
      ) by_value
    ) placed where place <= ${EXAMPLES} order by place`);
  const side = (fits: boolean) => rows.filter((row) => row.fits === fits);
  const examples = (fits: boolean) => side(fits).map(({ value, customers }) => ({ value, customers }));
  return {
    type,
    fit: side(true)[0]?.total ?? 0,
    doNotFit: side(false)[0]?.total ?? 0,
    fitting: examples(true),
    misfits: examples(false),
  };
}
