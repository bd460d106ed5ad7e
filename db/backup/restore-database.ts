import { sql } from "drizzle-orm";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Db } from "../connect";
import { listMigrations, lockMigrations, runMigrations } from "../migrate";
import { listTables, speakPlainly } from "./catalogue";
import { directiveSchema, FORMAT, type Header, headerSchema, type sequencesSchema } from "./format";
import { damaged, type Filling, fillTable, isDataError } from "./restore-table";

export interface Restored {
  rows: number;
  /** Tables of the export that are none of Trig's. */
  leftOut: string[];
}

/** The first line of an export, checked: what it was made with must be known to this version. */
export function readHeader(line: string | undefined): Header {
  const header = headerSchema.safeParse(parse(line));
  if (!header.success) throw new AppError("invalid", "This file is no export of Trig.");
  const { format, migration } = header.data;
  if (format > FORMAT || !listMigrations().some(({ folderMillis }) => folderMillis === migration.when)) {
    throw new AppError(
      "invalid",
      "This export was made by a newer version of Trig: restore it with that version, or a later one.",
    );
  }
  return header.data;
}

/**
 * Fills an empty database with an export and brings it to this version, in one transaction: until all of it is there, nothing is. `lines`
 * are those behind the header.
 */
export async function restoreDatabase(
  db: Db,
  header: Header,
  lines: AsyncIterable<string>,
): Promise<Restored> {
  const result = await db.transaction(async (tx) => {
    await speakPlainly(tx);
    await lockMigrations(tx);
    await requireEmpty(tx);
    const isOlder = ({ folderMillis }: { folderMillis: number }) => folderMillis <= header.migration.when;
    const migrations = listMigrations();
    await runMigrations(tx, migrations.filter(isOlder));
    const loaded = await load(tx, lines);
    await runMigrations(
      tx,
      migrations.filter((migration) => !isOlder(migration)),
    );
    return loaded;
  });
  // The planner knows nothing yet of what has come at once.
  await db.execute(sql`analyze`);
  return result;
}

async function load(tx: Db, lines: AsyncIterable<string>): Promise<Restored> {
  const known = new Map((await listTables(tx)).map(({ table, columns }) => [table, columns]));
  const leftOut: string[] = [];
  let filling: Filling | null = null;
  let rows = 0;
  for await (const line of lines) {
    if (line.startsWith("[") && filling) {
      await filling.add(line);
      continue;
    }
    const directive = directiveSchema.safeParse(parse(line));
    if (!directive.success) throw new AppError("invalid", "The export is damaged: take another copy of it.");
    rows += (await filling?.close()) ?? 0;
    filling = null;
    const said = directive.data;
    if ("table" in said) {
      const columns = known.get(said.table);
      if (!columns) leftOut.push(said.table);
      filling = columns ? fillTable(tx, said, columns) : countOnly();
    } else if ("sequences" in said) await setSequences(tx, said);
    else if (said.end.rows === rows) return { rows, leftOut };
    else break;
  }
  throw new AppError("invalid", "The export is not whole: rows are missing. Take another copy of it.");
}

// A table that somebody else keeps beside ours.
function countOnly(): Filling {
  let rows = 0;
  return { add: async () => void rows++, close: async () => rows };
}

async function setSequences(tx: Db, { sequences }: z.infer<typeof sequencesSchema>): Promise<void> {
  for (const { name, value, called } of sequences)
    await tx
      .execute(sql`select setval(to_regclass(quote_ident(${name})), ${value}::bigint, ${called})`)
      .catch((error: unknown) => {
        throw isDataError(error) ? damaged(`where its sequence ${name} stands`) : error;
      });
}

async function requireEmpty(tx: Db): Promise<void> {
  const { rows } = await tx.execute(sql`
    select n.nspname || '.' || c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'drizzle') and c.relkind in ('r', 'p') 
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by 1 limit 1`);
  if (rows[0])
    throw new AppError(
      "conflict",
      "The database is not empty: an export is restored into an empty one only (another TRIG_DATA_DIR, or another DATABASE_URL).",
    );
}

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? "");
  } catch {
    return null;
  }
}
