/** Somewhere a member has been: a job, a customer, a delivery. */
export interface RecentPlace {
  href: string;
  label: string;
  kind: "jobs" | "people" | "organisations" | "deliveries";
}

const MOST = 8;

/** The kind of place an address is, when it is one to come back to. */
export function kindOfPlace(pathname: string): RecentPlace["kind"] | null {
  const [, , kind, id, more] = pathname.split("/");
  if (!id || more !== undefined) return null;
  return (["jobs", "people", "organisations", "deliveries"] as const).find((known) => known === kind) ?? null;
}

/** The places with this one on top; each is there once, and the oldest fall off. */
export function withPlace(places: readonly RecentPlace[], place: RecentPlace): RecentPlace[] {
  return [place, ...places.filter(({ href }) => href !== place.href)].slice(0, MOST);
}

/** What a browser has kept; what was tampered with counts as nothing. */
export function readPlaces(kept: string | null): RecentPlace[] {
  try {
    const read: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(read) ? read.filter(isPlace).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isPlace(value: unknown): value is RecentPlace {
  if (typeof value !== "object" || value === null) return false;
  if (!("href" in value && "label" in value && "kind" in value)) return false;
  const { href, label, kind } = value;
  return (
    typeof href === "string" &&
    typeof label === "string" &&
    href.startsWith("/") &&
    kindOfPlace(href) === kind
  );
}
