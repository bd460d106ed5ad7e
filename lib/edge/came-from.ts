const FORWARDED = "x-forwarded-for";

/** The address a request came from, as the nearest proxy, or our own server, saw it. */
export function cameFrom(headers: Headers | Record<string, unknown>): string {
  const value = headers instanceof Headers ? headers.get(FORWARDED) : headers[FORWARDED];
  return typeof value === "string" ? (value.split(",").at(-1)?.trim() ?? "") : "";
}
