const FORWARDED = "x-forwarded-for";

/**
 * The address a request came from, as the nearest proxy saw it. Only an instance with an address of its own (TRIG_URL) has a proxy before it;
 * any other is reached from its own machine, where a header could say anything.
 */
export function cameFrom(headers: Headers | Record<string, unknown>): string {
  if (!process.env.TRIG_URL) return "";
  const value = headers instanceof Headers ? headers.get(FORWARDED) : headers[FORWARDED];
  return typeof value === "string" ? (value.split(",").at(-1)?.trim() ?? "") : "";
}
