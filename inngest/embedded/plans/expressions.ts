import { createHash } from "node:crypto";

/** A value inside an event: ["data", "enrolmentId"]. */
export type Path = readonly string[];

const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const PATH = `event\\.data(?:\\.${NAME})+`;
const ASYNC_PATH = `async\\.data(?:\\.${NAME})+`;
const LONGEST_KEY = 200;

const segments = (path: string): Path => path.trim().split(".").slice(1);

/** "event.data.x" as a path; null for any other expression. */
export function parsePath(expression: string): Path | null {
  return new RegExp(`^${PATH}$`).test(expression.trim()) ? segments(expression) : null;
}

/** "event.data.x == async.data.y" (either way round) as the two paths; null for any other expression. */
export function parseMatch(expression: string): { event: Path; async: Path } | null {
  const found = new RegExp(
    `^\\s*(?:(${PATH})\\s*==\\s*(${ASYNC_PATH})|(${ASYNC_PATH})\\s*==\\s*(${PATH}))\\s*$`,
  ).exec(expression);
  const event = found?.[1] ?? found?.[4];
  const other = found?.[2] ?? found?.[3];
  return event && other ? { event: segments(event), async: segments(other) } : null;
}

/** "event.data.x == 'text'" as a path and its text; null for any other expression. */
export function parseEquals(expression: string): { path: Path; text: string } | null {
  const found = new RegExp(`^\\s*(${PATH})\\s*==\\s*(?:'([^'\\\\]*)'|"([^"\\\\]*)")\\s*$`).exec(expression);
  const path = found?.[1];
  const text = found?.[2] ?? found?.[3];
  return path && text !== undefined ? { path: segments(path), text } : null;
}

/** The value at a path, undefined where there is none. */
export function valueAt(event: unknown, path: Path): unknown {
  let value: unknown = event;
  for (const segment of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
}

/** A value as a short key that is equal exactly for equal values. */
export function keyOf(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length <= LONGEST_KEY ? text : createHash("sha256").update(text).digest("hex");
}
