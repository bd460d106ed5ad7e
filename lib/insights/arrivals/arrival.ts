/** Something that came in, accepted or refused. */
export type Arrival = AcceptedArrival | RefusedArrival;

interface Arrived {
  id: string;
  receivedAt: Date;
  /** The key or connection it came through, as people call it. */
  source: string;
}

export interface AcceptedArrival extends Arrived {
  kind: "accepted";
  type: string;
  name: string | null;
  /** The names it came under, as the sender gave them. */
  who: { userId: string | null; email: string | null; anonymousId: string | null; groupId: string | null };
  /** Whom it was understood to be about. */
  personId: string | null;
  occurredAt: Date;
  imported: boolean;
  /** Accepted, and not applied to its customer yet. */
  isWaiting: boolean;
  /** Properties or traits as JSON; cut where it is long. */
  body: string;
}

export interface RefusedArrival extends Arrived {
  kind: "refused";
  field: string;
  sentence: string;
  /** How it began. */
  excerpt: string;
}

/** Which arrivals to show. */
export interface ArrivalFilter {
  only?: "accepted" | "refused" | undefined;
  /** Part of an event's name, a user ID, an email; of a refused item, part of what was sent. */
  text?: string | undefined;
  /** The id of the last one shown: only earlier ones. */
  before?: string | undefined;
}

/** A search by text looks at so many of the latest of either kind: a busy workspace is not read as a whole. */
export const SEARCHED_ARRIVALS = 2_000;

/** A sender that sends nothing else but mistakes is not counted to the end. */
export const MOST_REFUSED_COUNTED = 1_000;

/** Ids of every noun carry the moment they were made after their prefix, so that this puts all in one order. */
export function momentOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}

/** A place in the stream as it stands in an address; what was tampered with means the start. */
export function readBefore(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-z_]{1,40}$/.test(text) ? text : undefined;
}

/** The newest first, as many as a page holds. */
export function inOneStream(
  arrivals: readonly Arrival[],
  size: number,
): { arrivals: Arrival[]; hasMore: boolean } {
  const sorted = [...arrivals].sort((a, b) => (momentOf(a.id) < momentOf(b.id) ? 1 : -1));
  return { arrivals: sorted.slice(0, size), hasMore: sorted.length > size };
}
