/** What a log may hold of an error: a failed query carries its parameters, which are customers' data, so only the database's own words. */
export function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? causeOf(error.cause) : error;
}
