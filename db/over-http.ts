import { neon } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import { keepParametersOutOfErrors } from "./failed-query";
import { asDb, type Store } from "./store";

keepParametersOutOfErrors();

/** A Neon database for hosts that keep no connection between requests: each statement is one HTTP request. */
export function overHttp(url: string): Store {
  return asDb(drizzle({ client: neon(url) }));
}
