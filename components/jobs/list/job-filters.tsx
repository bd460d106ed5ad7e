import { Search, X } from "lucide-react";
import Form from "next/form";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { ChoiceSelect } from "@/components/ui/choice-select";
import { withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { type ProgrammeChoice, programmeChoiceQuery } from "@/lib/insights/programmes/programme-choice";
import { type ProgrammeStatus, programmeStatuses } from "@/lib/programme-status";
import { count } from "@/lib/words/figures";

interface Props {
  here: string;
  choice: ProgrammeChoice;
  counts: ReadonlyMap<ProgrammeStatus, number>;
}

const stateWords = { live: "Live", paused: "Paused", draft: "Drafts", archived: "Archived" } as const;

/** Narrows the jobs; what is chosen stands in the address. */
export function JobFilters({ here, choice, counts }: Props) {
  const { status, target, search, sort, isReversed } = choice;
  const all = [...counts.values()].reduce((sum, jobs) => sum + jobs, 0);
  const states = [undefined, ...programmeStatuses.filter((one) => counts.has(one) || one === status)];
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <ChoiceLinks
        label="Status"
        choices={states.map((one) => ({
          key: one ?? "all",
          label: one ? stateWords[one] : "All",
          href: withQuery(here, programmeChoiceQuery({ ...choice, status: one })),
          isChosen: one === status,
          count: count(one ? (counts.get(one) ?? 0) : all),
        }))}
      />
      <Form action={here} replace className="flex flex-1 flex-wrap items-center gap-2">
        {status ? <input type="hidden" name="status" value={status} /> : null}
        {sort ? <input type="hidden" name="sort" value={sort} /> : null}
        {sort && isReversed ? <input type="hidden" name="order" value="reversed" /> : null}
        <ChoiceSelect
          name="for"
          label="For whom"
          all="For anyone"
          value={target}
          options={[
            ["person", "For people"],
            ["organisation", "For organisations"],
          ]}
        />
        <span className="relative max-w-64 min-w-40 flex-1">
          <Search
            aria-hidden
            size={14}
            className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
          />
          <input
            type="search"
            name="q"
            defaultValue={search}
            aria-label="Find by name"
            placeholder="Find by name"
            autoComplete="off"
            maxLength={200}
            className="h-8 w-full rounded-md border border-line bg-surface pr-2 pl-8 text-sm shadow-card placeholder:text-ink-3 hover:border-line-strong"
          />
        </span>
        {status || target || search ? (
          <Link
            href={here}
            className="inline-flex h-8 items-center gap-1 rounded-md px-2 text-sm text-ink-2 hover:bg-sunken"
          >
            <X aria-hidden size={14} /> Clear
          </Link>
        ) : null}
      </Form>
    </div>
  );
}
