const BASE = "http://trig.invalid";

/** Where to go after a sign-in: a path of this very site, whatever was asked for; anything else leads to the front door. */
export function safePath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || wanted.length > 2_000) return "/";
  if (/[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, BASE)) return "/";
  const { origin, pathname, search, hash } = new URL(wanted, BASE);
  return origin === BASE && !pathname.startsWith("//") && !pathname.startsWith("/api/")
    ? pathname + search + hash
    : "/";
}
