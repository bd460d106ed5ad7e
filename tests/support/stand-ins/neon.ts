import pg from "pg";
import { z } from "zod";
import type { StandInAnswer, StandInRequest } from "./server";

const asked = z.strictObject({ query: z.string(), params: z.array(z.string().nullable()) });
/** What Neon passes on of a PostgreSQL error. */
const TOLD = [
  "code",
  "severity",
  "detail",
  "hint",
  "position",
  "internalPosition",
  "internalQuery",
  "where",
  "table",
  "column",
  "schema",
  "dataType",
  "constraint",
  "file",
  "line",
  "routine",
] as const;

/**
 * Neon's `/sql` endpoint for single statements, in front of a PostgreSQL on this machine. Parameters and values are PostgreSQL's own text.
 * `as` is the connection string that clients use.
 */
export function createNeon(options: { as: string; databaseUrl: string }) {
  const known = new URL(options.as);
  const types = { getTypeParser: () => (text: string) => text };
  const pool = new pg.Pool({ connectionString: options.databaseUrl, types });
  // A test ends with its database.
  pool.on("error", () => {});

  const statements: string[] = [];

  async function answer({ headers, body }: StandInRequest): Promise<StandInAnswer> {
    if (headers.host !== known.host.replace(/^[^.]+/, "api")) return refusal(404, "no such host");
    if (headers["neon-raw-text-output"] !== "true" || headers["neon-array-mode"] !== "true")
      return refusal(501, "this stand-in speaks raw text in lists only");
    const presented = new URL(String(headers["neon-connection-string"]));
    if (presented.host !== known.host || presented.pathname !== known.pathname)
      return refusal(400, "endpoint could not be found");
    if (presented.username !== known.username || presented.password !== known.password)
      return refusal(400, `password authentication failed for user '${presented.username}'`);
    const { query, params } = asked.parse(JSON.parse(body));
    statements.push(query);
    try {
      const { fields, rows, command, rowCount } = await pool.query({
        text: query,
        values: params,
        rowMode: "array",
      });
      return { status: 200, body: { rowAsArray: true, fields, rows, command, rowCount } };
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) return refusal(500, "could not connect to compute");
      const told = Object.fromEntries(TOLD.map((name) => [name, error[name] ?? null]));
      return { status: 400, body: { message: error.message, ...told } };
    }
  }

  return {
    answer,
    /** Every statement it ran, the oldest first. */
    statements,
    close: () => pool.end(),
  };
}

function refusal(status: number, message: string): StandInAnswer {
  return { status, body: { message, code: "" } };
}
