/*
 * What a timeline shows of a customer.
 *   events    what they did.                     changes   attributes, whoever changed them.
 *   jobs      entering, steps, leaving.          messages  everything that was decided to be sent, and what became of it.
 */
export const timelineShows = ["events", "changes", "jobs", "messages"] as const;
export type TimelineShow = (typeof timelineShows)[number];

export interface TimelineFilter {
  /** None: everything. */
  show: readonly TimelineShow[];
  /** Of the events only those of this name. */
  event: string | null;
}

export const EVERYTHING: TimelineFilter = { show: [], event: null };

/** Reads a filter from an address; who names an event wants to see events. */
export function timelineFilter(query: {
  show?: string | undefined;
  event?: string | undefined;
}): TimelineFilter {
  const said = (query.show ?? "").split(",");
  const event = query.event || null;
  const show = timelineShows.filter((one) => said.includes(one));
  return { show: event !== null && !show.includes("events") ? ["events", ...show] : show, event };
}

/** The parameters of an address for a filter; everything needs none. */
export function timelineQuery({ show, event }: TimelineFilter): { show?: string; event?: string } {
  const isAll = show.length === 0 || show.length === timelineShows.length;
  return {
    ...(isAll && event === null ? {} : { show: show.join(",") }),
    ...(event !== null && show.includes("events") && { event }),
  };
}

/** Whether a filter lets something through. */
export function shows({ show }: TimelineFilter, one: TimelineShow): boolean {
  return show.length === 0 || show.includes(one);
}

/** The filter with one kind of thing put in or taken out. */
export function toggled({ show, event }: TimelineFilter, one: TimelineShow): TimelineFilter {
  const now = show.includes(one) ? show.filter((other) => other !== one) : [...show, one];
  return { show: now, event: now.includes("events") ? event : null };
}
