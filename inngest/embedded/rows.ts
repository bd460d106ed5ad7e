import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";

/** Runs a statement and reads its rows; a row of another shape is a bug and throws. */
export async function rows<Row extends z.ZodType>(db: Db, row: Row, statement: SQL): Promise<z.infer<Row>[]> {
  const result = await db.execute(statement);
  return z.array(row).parse(result.rows);
}
