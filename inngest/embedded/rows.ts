import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";

/** Runs a statement and reads its rows; a row of another shape is a bug and throws. */
export async function rows<Row extends z.ZodType>(db: Db, row: Row, statement: SQL): Promise<z.infer<Row>[]> {
  const result = await db.execute(statement);
  return z.array(row).parse(result.rows);
}

/** A number of ours as part of the text: for a statement that is planned once, a limit must be known beforehand. */
export function literal(count: number): SQL {
  return sql.raw(String(Math.trunc(count)));
}
