/*
 * Rows of a filter have no ids. While it is edited each is known by the object that it is: a changed row passes its key on to the one that
 * takes its place, so that what is typed in a row stays with it when another is removed above it.
 */
const keys = new WeakMap<object, string>();
const fresh = new WeakSet<object>();
let made = 0;

/** The key of a row. */
export function rowKey(row: object): string {
  const key = keys.get(row) ?? `row-${made++}`;
  keys.set(row, key);
  return key;
}

/** The keys of a list of rows, each unlike the others even where one object stands in it twice. */
export function rowKeys(rows: readonly object[]): string[] {
  return rows.map((row, index) => (rows.indexOf(row) === index ? rowKey(row) : `${rowKey(row)}-${index}`));
}

/** The row takes the place of another one. */
export function inheritKey<Row extends object>(row: Row, from: object): Row {
  keys.set(row, rowKey(from));
  return row;
}

/** Marks a row that was just added, so that it takes the focus once it is there. */
export function markFresh<Row extends object>(row: Row): Row {
  fresh.add(row);
  return row;
}

/** Whether a row was just added; asked once. */
export function takeFresh(row: object): boolean {
  return fresh.delete(row);
}
