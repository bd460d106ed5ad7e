import { EventChoice } from "@/components/people/event-choice";
import { withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import {
  EVERYTHING,
  type TimelineFilter,
  timelineQuery,
  timelineShows,
  toggled,
} from "@/lib/insights/timeline/timeline-filter";

const words = {
  events: "Events",
  changes: "Attribute changes",
  jobs: "Jobs",
  messages: "Messages",
} as const;

const look =
  "inline-flex h-7 items-center rounded-md px-2.5 text-sm text-ink-2 hover:bg-sunken hover:text-ink aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:text-ink";

interface Props {
  here: string;
  filter: TimelineFilter;
  /** The names of what this customer has done. */
  names: string[];
}

/** Narrows a timeline to some kinds of things, or to one event; what is chosen stands in the address. */
export function TimelineFilters({ here, filter, names }: Props) {
  const href = (to: TimelineFilter) => withQuery(here, timelineQuery(to));
  return (
    <nav aria-label="What the timeline shows" className="mb-2.5 flex flex-wrap items-center gap-1">
      <Link
        href={href(EVERYTHING)}
        scroll={false}
        replace
        aria-current={filter.show.length === 0}
        className={look}
      >
        Everything
      </Link>
      {timelineShows.map((one) => (
        <Link
          key={one}
          href={href(toggled(filter, one))}
          scroll={false}
          replace
          aria-current={filter.show.includes(one)}
          className={look}
        >
          {words[one]}
        </Link>
      ))}
      {names.length > 0 ? (
        <EventChoice here={here} show={filter.show.join(",")} event={filter.event} names={names} />
      ) : null}
    </nav>
  );
}
