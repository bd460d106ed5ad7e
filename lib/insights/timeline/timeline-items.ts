import type { TimelineEntry } from "@/lib/insights/timeline/list-timeline";

export type Change = Extract<TimelineEntry, { kind: "change" }>;

/** What a timeline shows as one item: an entry, or all the values that one and the same cause changed. */
export type TimelineShown = TimelineEntry | { kind: "changes"; id: string; at: Date; changes: Change[] };

/** Values that one event changed are told together. */
export function timelineItems(entries: readonly TimelineEntry[]): TimelineShown[] {
  const items: TimelineShown[] = [];
  for (const entry of entries) {
    const last = items.at(-1);
    if (entry.kind === "change" && last?.kind === "changes" && sameCause(last.changes[0], entry)) {
      last.changes.push(entry);
    } else if (entry.kind === "change" && last?.kind === "change" && sameCause(last, entry)) {
      items[items.length - 1] = { kind: "changes", id: last.id, at: last.at, changes: [last, entry] };
    } else {
      items.push(entry);
    }
  }
  return items;
}

function sameCause(one: Change | undefined, other: Change): boolean {
  return (
    one?.cause.kind === other.cause.kind &&
    one.cause.id === other.cause.id &&
    one.at.getTime() === other.at.getTime()
  );
}
