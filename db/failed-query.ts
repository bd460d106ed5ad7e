import { DrizzleQueryError } from "drizzle-orm/errors";
import { PgPreparedQuery } from "drizzle-orm/pg-core";
import { isDatabaseUnavailable } from "./unavailable";

// The server (app/server.mjs) opens it, and every page that is made has a place of its own in it.
declare global {
  var trigAsked: { getStore(): { isDatabaseAway: boolean } | undefined } | undefined;
}

/** Notes for whoever asked that the database was away, so that the answer can say so. */
export function noteAway(error: unknown): void {
  const asked = globalThis.trigAsked?.getStore();
  if (asked && isDatabaseUnavailable(error)) asked.isDatabaseAway = true;
}

/** What PostgreSQL adds to an error that quotes rows and parameters. */
const QUOTING = ["detail", "where", "internalQuery"];

/**
 * Takes the parameters out of failed queries where queries are made: they are customers' data, and whoever logs an error (Next does so by
 * itself) must not get hold of them. The statement and PostgreSQL's own words stay.
 */
export function keepParametersOutOfErrors(): void {
  const made: unknown = Reflect.get(PgPreparedQuery.prototype, "queryWithCache");
  if (typeof made !== "function" || Reflect.get(made, "isDiscreet")) return;
  const discreet = async function (this: unknown, ...asked: unknown[]) {
    try {
      return await Reflect.apply(made, this, asked);
    } catch (error) {
      noteAway(error);
      throw withoutParameters(error);
    }
  };
  Reflect.set(PgPreparedQuery.prototype, "queryWithCache", Object.assign(discreet, { isDiscreet: true }));
}

/** The same error, told by its statement and cause alone. */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const message = `Failed query: ${error.query}`;
  error.stack = error.stack?.replace(error.message, () => message);
  error.message = message;
  error.params = [];
  for (const name of QUOTING)
    if (error.cause && name in error.cause) Reflect.deleteProperty(error.cause, name);
  return error;
}
