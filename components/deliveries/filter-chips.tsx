import { X } from "lucide-react";
import { withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import type { Chip, ChosenDeliveries } from "@/lib/insights/deliveries/delivery-filter";

/** Address of the list without some of what was chosen. */
export function hrefWithout(
  here: string,
  chosen: ChosenDeliveries,
  names: readonly (keyof ChosenDeliveries)[],
): string {
  return withQuery(here, { ...chosen, ...Object.fromEntries(names.map((name) => [name, undefined])) });
}

/** The filters that hold, each to be taken away alone. */
export function FilterChips({
  here,
  chosen,
  chips,
}: {
  here: string;
  chosen: ChosenDeliveries;
  chips: Chip[];
}) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters that hold" className="mb-4 flex flex-wrap items-center gap-2">
      {chips.map(({ names, label, words }) => (
        <li
          key={label}
          className="inline-flex h-7 max-w-full items-center gap-1 rounded-md bg-accent-soft pl-2.5 text-sm"
        >
          <span className="text-ink-3">{label}</span>
          <span className="max-w-72 truncate" title={words}>
            {words}
          </span>
          <Link
            href={hrefWithout(here, chosen, names)}
            scroll={false}
            replace
            aria-label={`Without ${label}: ${words}`}
            className="grid h-full w-7 shrink-0 place-items-center rounded-md text-ink-3 hover:text-ink"
          >
            <X aria-hidden size={13} strokeWidth={2.25} />
          </Link>
        </li>
      ))}
      <li>
        <Link href={here} scroll={false} replace className="px-1.5 text-sm text-ink-2 hover:text-ink">
          Clear
        </Link>
      </li>
    </ul>
  );
}
