"use client";

import { withQuery } from "@/components/ui/hrefs";
import { Select } from "@/components/ui/select";
import { useNarrow } from "@/components/ui/use-narrow";

interface Props {
  here: string;
  /** What is shown besides, as it stands in the address. */
  show: string;
  event: string | null;
  names: string[];
}

/** Narrows the events of a timeline to those of one name. */
export function EventChoice({ here, show, event, names }: Props) {
  const { narrow } = useNarrow();
  return (
    <form action={here} className="ml-auto flex items-center gap-2 max-sm:ml-0">
      {show ? <input type="hidden" name="show" value={show} /> : null}
      <Select
        key={event}
        name="event"
        aria-label="Event"
        defaultValue={event ?? ""}
        data-chosen={event ?? undefined}
        onChange={({ currentTarget: { value } }) => narrow(withQuery(here, { show, event: value }))}
        className="h-7 w-40 text-sm text-ink-2"
      >
        <option value="">Any event</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      <noscript>
        <button type="submit">Show</button>
      </noscript>
    </form>
  );
}
