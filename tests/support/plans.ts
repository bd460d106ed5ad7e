import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { expect } from "vitest";
import { z } from "zod";
import type { Db } from "@/db";
import * as schema from "@/db/schema";

interface Statement {
  text: string;
  values: unknown[];
}

/**
 * The plans of everything that is asked meanwhile, each below its statement: the very statements with the very values.
 * With `indexesOnly` PostgreSQL reads a table as a whole only where no index serves the question.
 */
export async function plansOf(
  url: string,
  work: (db: Db) => Promise<unknown>,
  { indexesOnly = false } = {},
): Promise<string[]> {
  const asked = await statementsOf(url, work);
  return withClient(url, async (client) => {
    if (indexesOnly) await client.query("set enable_seqscan = off");
    const plans: string[] = [];
    for (const { text, values } of asked) {
      const { rows } = await client.query(`explain ${text}`, values);
      plans.push(`${text}\n${rows.map((row) => String(row["QUERY PLAN"])).join("\n")}`);
    }
    return plans;
  });
}

/** How many rows of a table, or entries of its indexes, are read by everything that is asked meanwhile when it is asked again. */
export async function rowsReadOf(
  url: string,
  table: string,
  work: (db: Db) => Promise<unknown>,
): Promise<number> {
  const asked = await statementsOf(url, work);
  return withClient(url, async (client) => {
    let read = 0;
    for (const { text, values } of asked) {
      await client.query("begin");
      const { rows } = await client.query(`explain (analyze, format json) ${text}`, values);
      await client.query("rollback");
      read += readBy(node.parse(rows[0]["QUERY PLAN"][0].Plan), table);
    }
    return read;
  });
}

async function statementsOf(url: string, work: (db: Db) => Promise<unknown>): Promise<Statement[]> {
  const asked: Statement[] = [];
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const logger = { logQuery: (text: string, values: unknown[]) => void asked.push({ text, values }) };
  await work(drizzle({ client: pool, schema, logger }));
  await pool.end();
  const explainable = asked.filter(
    ({ text }) =>
      /^\s*\(*\s*(select|with|insert|update|delete)\b/i.test(text) && !text.includes("pg_advisory"),
  );
  expect(explainable.length).toBeGreaterThan(0);
  return explainable;
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface Node {
  "Relation Name"?: string | undefined;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number | undefined;
  Plans?: Node[] | undefined;
}
const node: z.ZodType<Node> = z.object({
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  get Plans() {
    return z.array(node).optional();
  },
});

function readBy(plan: Node, table: string): number {
  const rows = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
  const own = plan["Relation Name"] === table ? rows * plan["Actual Loops"] : 0;
  return (plan.Plans ?? []).reduce((sum, one) => sum + readBy(one, table), own);
}

/** The tables that a plan reads as a whole. */
export function scannedBy(plan: string): string[] {
  return [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table = ""]) => table);
}
