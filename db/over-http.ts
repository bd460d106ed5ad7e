import { neon } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import { keepParametersOutOfErrors } from "./failed-query";
import * as schema from "./schema";
import { asDb, type Store } from "./store";

keepParametersOutOfErrors();

/** A database at Neon for where no connection lives from one request to the next: each statement is an HTTP request. */
export function overHttp(url: string): Store {
  return asDb(drizzle({ client: neon(url), schema }));
}
