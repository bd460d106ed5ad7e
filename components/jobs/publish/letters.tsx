"use client";

import { useState } from "react";
import type { GoLiveView } from "@/lib/insights/go-live/schema";
import { count, customersOf } from "@/lib/words/figures";

/** How many of those who match can be written to, why not the others, and the message as three of them would get it. */
export function Letters({ view }: { view: GoLiveView }) {
  const { reach, matching, letters } = view;
  const [shown, setShown] = useState(0);
  const letter = letters[shown];
  if (!reach || (!matching && !letter)) return null;
  return (
    <section className="mt-5">
      <h3 className="text-sm font-medium">
        {!matching
          ? "As those who are in it would read it"
          : reach.reachable === matching
            ? "Everyone who enters can be written to"
            : `${count(reach.reachable)} of ${customersOf(matching, view.target)} can be written to`}
      </h3>
      {reach.unreachable.length > 0 ? (
        <ul className="mt-1 text-sm text-ink-2">
          {reach.unreachable.map(({ why, customers }) => (
            <li key={why}>
              <span className="tabular-nums">{count(customers)}</span> {why}
            </li>
          ))}
        </ul>
      ) : null}
      {letter ? (
        <div className="card mt-3 overflow-hidden">
          <fieldset className="flex flex-wrap gap-1 border-b border-line bg-sunken p-1.5">
            <legend className="sr-only">As whom to read it</legend>
            {letters.map(({ customer }, index) => (
              <button
                key={customer.id}
                type="button"
                aria-pressed={index === shown}
                onClick={() => setShown(index)}
                className="max-w-full truncate rounded-md px-2.5 py-1 text-sm text-ink-2 hover:text-ink aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card"
              >
                {customer.name}
              </button>
            ))}
          </fieldset>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 border-b border-line px-4 py-2.5 text-sm">
            <dt className="text-ink-3">From</dt>
            <dd className="break-words">{letter.from}</dd>
            <dt className="text-ink-3">To</dt>
            <dd className="break-words">{letter.to}</dd>
            <dt className="text-ink-3">Subject</dt>
            <dd className="font-medium break-words">{letter.subject}</dd>
          </dl>
          <pre className="max-h-80 overflow-y-auto px-4 py-3.5 font-sans text-sm leading-relaxed break-words whitespace-pre-wrap">
            {letter.text}
          </pre>
        </div>
      ) : null}
    </section>
  );
}
