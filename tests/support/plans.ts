import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { expect } from "vitest";
import type { Db } from "@/db";
import * as schema from "@/db/schema";

/**
 * The plans of everything that is asked meanwhile, each below its statement: the very statements with the very values.
 * With `indexesOnly` PostgreSQL reads a table as a whole only where no index serves the question.
 */
export async function plansOf(
  url: string,
  work: (db: Db) => Promise<unknown>,
  { indexesOnly = false } = {},
): Promise<string[]> {
  const asked: { text: string; values: unknown[] }[] = [];
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const logger = { logQuery: (text: string, values: unknown[]) => void asked.push({ text, values }) };
  await work(drizzle({ client: pool, schema, logger }));
  const client = await pool.connect();
  if (indexesOnly) await client.query("set enable_seqscan = off");
  const plans: string[] = [];
  for (const { text, values } of asked) {
    if (!/^\s*\(*\s*(select|with|insert|update|delete)\b/i.test(text) || text.includes("pg_advisory"))
      continue;
    const { rows } = await client.query(`explain ${text}`, values);
    plans.push(`${text}\n${rows.map((row) => String(row["QUERY PLAN"])).join("\n")}`);
  }
  client.release();
  await pool.end();
  expect(plans.length).toBeGreaterThan(0);
  return plans;
}

/** The texts of everything that is asked meanwhile, in order. */
export async function statementsOf(url: string, work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  await work(drizzle({ client: pool, schema, logger: { logQuery: (text) => void texts.push(text) } }));
  await pool.end();
  return texts;
}

/** The tables that a plan reads as a whole. */
export function scannedBy(plan: string): string[] {
  return [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table = ""]) => table);
}
