import pg from "pg";

interface Seen {
  name: string;
  times: number;
}

/** So often a statement must come before it is worth a place in the server's memory. */
const OFTEN = 3;
const MOST = 500;
const LONGEST = 10_000;
let made = 0;
const seen = new Map<string, Seen>();

/**
 * A connection on which the server parses a statement that comes often once, and not each time: with many small statements that is a good
 * part of its work. Poolers between us and the server may not allow it.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.query = new Proxy(this.query, {
      apply: (query, self, [asked, values, ...rest]: unknown[]) =>
        Reflect.apply(query, self, [named(asked, values), values, ...rest]),
    });
  }
}

// Only what has parameters: several statements in one text cannot be prepared.
function named(asked: unknown, values: unknown): unknown {
  if (typeof asked !== "object" || asked === null || !Array.isArray(values) || values.length === 0)
    return asked;
  const text: unknown = Reflect.get(asked, "text");
  if (typeof text !== "string" || text.length > LONGEST || Reflect.get(asked, "name") !== undefined)
    return asked;
  const found = noteOnceMore(text);
  return found.times > OFTEN ? { ...asked, name: found.name } : asked;
}

function noteOnceMore(text: string): Seen {
  if (seen.size >= MOST) for (const [rare, { times }] of seen) if (times <= OFTEN) seen.delete(rare);
  const found = seen.get(text) ?? { name: `trig_${++made}`, times: 0 };
  found.times++;
  if (found.times > 1 || seen.size < MOST) seen.set(text, found);
  return found;
}
