import { sql } from "drizzle-orm";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Db } from "../connect";
import { lastMigration, listSequences, listTables, speakPlainly } from "./catalogue";
import { FORMAT, type Header, type Table } from "./format";

/** So many rows are in memory at a time. */
const AT_ONCE = 500;
const lines = z.array(z.object({ line: z.string() }));
const standing = z.object({ value: z.coerce.string(), called: z.boolean() });

/**
 * Writes all data of a database as one moment had it, the engine's sleeping runs included, whatever is done to it meanwhile. Answers with
 * how many rows there were.
 */
export async function exportDatabase(
  db: Db,
  keyId: string,
  write: (text: string) => Promise<void>,
): Promise<{ rows: number; tables: number }> {
  return db.transaction(
    async (tx) => {
      await speakPlainly(tx);
      const migration = await lastMigration(tx);
      if (!migration)
        throw new AppError(
          "not_found",
          "This database holds no data of Trig yet: there is nothing to export.",
        );
      const header: Header = {
        trig: "export",
        format: FORMAT,
        madeAt: new Date().toISOString(),
        migration,
        keyId,
      };
      await write(line(header));
      const tables = await listTables(tx);
      let rows = 0;
      for (const table of tables) rows += await exportTable(tx, table, write);
      // Read last: they stand outside of the transaction, and by now behind every row in it.
      await write(line({ sequences: await standingOf(tx, await listSequences(tx)) }));
      await write(line({ end: { rows } }));
      return { rows, tables: tables.length };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function exportTable(tx: Db, table: Table, write: (text: string) => Promise<void>): Promise<number> {
  await write(line(table));
  const values = sql.join(
    table.columns.map(({ name }) => sql`${sql.identifier(name)}::text`),
    sql`, `,
  );
  await tx.execute(
    sql`declare exported no scroll cursor for select json_build_array(${values})::text as line from ${sql.identifier(table.table)}`,
  );
  let count = 0;
  for (;;) {
    const { rows } = await tx.execute(sql.raw(`fetch ${AT_ONCE} from exported`));
    if (rows.length === 0) break;
    count += rows.length;
    await write(
      lines
        .parse(rows)
        .map((row) => `${row.line}\n`)
        .join(""),
    );
  }
  await tx.execute(sql`close exported`);
  return count;
}

async function standingOf(tx: Db, names: readonly string[]) {
  const found = [];
  for (const name of names) {
    const { rows } = await tx.execute(
      sql`select last_value::text as value, is_called as called from ${sql.identifier(name)}`,
    );
    found.push({ name, ...standing.parse(rows[0]) });
  }
  return found;
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
