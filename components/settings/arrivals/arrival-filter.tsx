"use client";

import { Search, X } from "lucide-react";
import Form from "next/form";
import { withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { SEARCHED_ARRIVALS } from "@/lib/insights/arrivals/arrival";
import { count } from "@/lib/words/figures";

interface Props {
  here: string;
  only: "accepted" | "refused" | undefined;
  text: string;
}

const choices = [
  [undefined, "All"],
  ["accepted", "Accepted"],
  ["refused", "Refused"],
] as const;

/** Narrows the stream of arrivals; what is chosen stands in the address. */
export function ArrivalFilter({ here, only, text }: Props) {
  return (
    <>
      <nav
        aria-label="Which arrivals"
        className="flex h-8 rounded-md border border-line bg-surface p-0.5 shadow-card"
      >
        {choices.map(([value, words]) => (
          <Link
            key={words}
            href={withQuery(here, { only: value, q: text })}
            replace
            scroll={false}
            aria-current={value === only ? "true" : undefined}
            className={`inline-flex items-center rounded-[5px] px-2.5 text-sm font-medium transition-colors ${
              value === only ? "bg-sunken text-ink" : "text-ink-3 hover:text-ink"
            }`}
          >
            {words}
          </Link>
        ))}
      </nav>
      <Form
        action={here}
        replace
        scroll={false}
        className="relative order-last min-w-0 basis-full sm:order-none sm:w-72 sm:basis-auto"
      >
        {only ? <input type="hidden" name="only" value={only} /> : null}
        <Search
          aria-hidden
          size={14}
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
        />
        <input
          key={text}
          type="search"
          name="q"
          defaultValue={text}
          maxLength={200}
          autoComplete="off"
          aria-label="Event or user ID"
          placeholder="Event or user ID"
          title={`Looks at the last ${count(SEARCHED_ARRIVALS)} that arrived`}
          className="h-8 w-full rounded-md border border-line bg-surface pr-8 pl-8 text-sm shadow-card placeholder:text-ink-3 hover:border-line-strong [&::-webkit-search-cancel-button]:hidden"
        />
        {text ? (
          <Link
            href={withQuery(here, { only })}
            replace
            scroll={false}
            className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded text-ink-3 hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden size={13} />
            <span className="sr-only">Clear the search</span>
          </Link>
        ) : null}
      </Form>
    </>
  );
}
