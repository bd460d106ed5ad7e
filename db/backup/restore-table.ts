import { type SQL, sql } from "drizzle-orm";
import { AppError } from "@/lib/errors";
import type { Db } from "../connect";
import type { Table } from "./format";

const MOST_ROWS = 500;
const MOST_BYTES = 1_000_000;

/** A table that is being filled from an export, a handful of rows at a time. */
export interface Filling {
  add(row: string): Promise<void>;
  /** Writes what is left; answers with how many rows it took. */
  close(): Promise<number>;
}

/** Takes the rows of one table; `known` are the columns that it has in the database. */
export function fillTable(tx: Db, { table, columns }: Table, known: Table["columns"]): Filling {
  const types = new Map(known.map(({ name, type }) => [name, type]));
  const missing = columns.find(({ name }) => !types.has(name));
  if (missing)
    throw new AppError(
      "invalid",
      `The export's table ${table} has a column ${missing.name} that Trig does not know.`,
    );
  let waiting: string[] = [];
  let bytes = 0;
  let rows = 0;
  const insert = insertion(
    table,
    columns.map(({ name }) => ({ name, type: types.get(name) ?? "text" })),
  );
  const write = async () => {
    if (waiting.length === 0) return;
    const list = `[${waiting.join(",")}]`;
    rows += waiting.length;
    [waiting, bytes] = [[], 0];
    await tx.execute(insert(list)).catch((error: unknown) => {
      throw isDataError(error) ? damaged(`in its table ${table}`) : error;
    });
  };
  return {
    async add(row) {
      waiting.push(row);
      bytes += row.length;
      if (waiting.length >= MOST_ROWS || bytes >= MOST_BYTES) await write();
    },
    async close() {
      await write();
      return rows;
    },
  };
}

function insertion(table: string, columns: { name: string; type: string }[]): (list: string) => SQL {
  const names = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  const values = sql.join(
    columns.map(({ type }, place) => sql.raw(`(r.list ->> ${place})::${type}`)),
    sql`, `,
  );
  return (list) => sql`
    insert into ${sql.identifier(table)} (${names}) overriding system value
    select ${values} from jsonb_array_elements(${list}::jsonb) as r(list)`;
}

/** What is said of an export that does not hold what an export holds. */
export const damaged = (where: string) =>
  new AppError("invalid", `The export is damaged ${where}: take another copy of it.`);

/** Whether the database refused what stands in an export: class 22 is about values, 23 about what a table forbids, 42 about names, 54 about depth. */
export function isDataError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && typeof error.code === "string" && /^(?:22|23|42|54)/.test(error.code)) return true;
  return "cause" in error && isDataError(error.cause);
}
