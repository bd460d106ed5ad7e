/** A place in a list that is ordered by time and id, newest first: rows after it are older. */
export interface Cursor {
  at: Date;
  id: string;
}

/** One page of a list; next is null on the last one. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

/** The end of the year 9999: what lies beyond has no name that a database reads. */
const LAST_MOMENT = 253_402_300_799_999;

/** A place in a list as it stands in an address. */
export function encodeCursor(cursor: Cursor): string {
  return `${cursor.at.getTime().toString(36)}~${cursor.id}`;
}

/** Reads a place from an address; what was tampered with means the start of the list. */
export function decodeCursor(text: string | undefined): Cursor | null {
  const match = text?.match(/^(-?[0-9a-z]{1,10})~([a-z0-9_]{1,40})$/);
  if (!match?.[1] || !match[2]) return null;
  const ms = Number.parseInt(match[1], 36);
  return ms < 0 || ms > LAST_MOMENT ? null : { at: new Date(ms), id: match[2] };
}

/** Cuts a page from rows that were read one further than it holds. */
export function toPage<Row>(rows: Row[], size: number, place: (row: Row) => Cursor): Page<Row> {
  const last = rows.length > size ? rows[size - 1] : undefined;
  return { rows: rows.slice(0, size), next: last ? encodeCursor(place(last)) : null };
}
