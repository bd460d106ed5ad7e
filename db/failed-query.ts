import { DrizzleQueryError } from "drizzle-orm/errors";
import { PgPreparedQuery } from "drizzle-orm/pg-core";

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
