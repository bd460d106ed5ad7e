import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../connect";
import { tableSchema } from "./format";

/** Tables and sequences of ours: what lies in the schema `public` and belongs to no extension. */
const OURS = sql`n.nspname = 'public'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;
const migration = z.object({ when: z.coerce.number(), hash: z.string() });

/** Every table of the database with the columns that hold its data, as the database has them now: it may be older than this version. */
export async function listTables(db: Db) {
  const { rows } = await db.execute(sql`
    select c.relname as table,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and ${OURS}
    group by c.relname order by c.relname`);
  return z.array(tableSchema).parse(rows);
}

/** The names of the database's sequences. */
export async function listSequences(db: Db): Promise<string[]> {
  const { rows } = await db.execute(sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${OURS} order by c.relname`);
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows)
    .map(({ name }) => name);
}

/** The last migration that was run on the database; null where there was none yet. */
export async function lastMigration(db: Db): Promise<{ when: number; hash: string } | null> {
  const { rows } = await db.execute(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as kept`,
  );
  if (rows[0]?.kept !== true) return null;
  const last = await db.execute(
    sql`select created_at as when, hash from drizzle.__drizzle_migrations order by created_at desc limit 1`,
  );
  return migration.nullable().parse(last.rows[0] ?? null);
}

/** Makes values be written, and read, the same way wherever the database stands, however long it takes. */
export async function speakPlainly(tx: Db): Promise<void> {
  await tx.execute(sql`
    select set_config(name, value, true) from (values ('timezone', 'UTC'), ('datestyle', 'ISO, MDY'), ('intervalstyle', 'postgres'),
      ('extra_float_digits', '1'), ('bytea_output', 'hex'), ('search_path', 'public'), ('statement_timeout', '0'), ('lock_timeout', '0'),
      ('idle_in_transaction_session_timeout', '0')) as settings(name, value)`);
}
