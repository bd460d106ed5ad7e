"use client";

import { Search as Glass } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import { withQuery } from "@/components/ui/hrefs";
import { useNarrow } from "@/components/ui/use-narrow";

interface Props {
  here: string;
  value: string;
  label: string;
  /** How much was found, for who cannot see the list. */
  found: string;
}

const REST_MS = 150;

/** Finds in a list while somebody types; what is looked for stands in the address. Without JavaScript it is a form. */
export function LiveSearch({ here, value, label, found }: Props) {
  const { narrow, busy } = useNarrow();
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(value);

  const ask = useCallback(() => {
    clearTimeout(timer.current);
    const wanted = box.current?.value.trim() ?? "";
    if (wanted === asked.current) return;
    asked.current = wanted;
    narrow(withQuery(here, { q: wanted }));
  }, [here, narrow]);

  // What was typed before the page was ready counts as well.
  useEffect(() => {
    ask();
    return () => clearTimeout(timer.current);
  }, [ask]);
  // A link may have changed the address; whoever is typing keeps what they typed.
  useEffect(() => {
    if (!box.current || document.activeElement === box.current || asked.current === value) return;
    asked.current = value;
    box.current.value = value;
  }, [value]);

  return (
    <form
      action={here}
      className="relative mb-4 max-w-md"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Glass
        aria-hidden
        size={15}
        className={`pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 transition-colors ${busy ? "text-accent" : "text-ink-3"}`}
      />
      <input
        ref={box}
        type="search"
        name="q"
        defaultValue={value}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={() => {
          clearTimeout(timer.current);
          timer.current = setTimeout(ask, REST_MS);
        }}
        onKeyDown={toFirstResult}
        className="h-9 w-full rounded-md border border-line bg-surface pr-3 pl-9 shadow-card placeholder:text-ink-3 hover:border-line-strong"
      />
      <p role="status" className="sr-only">
        {busy ? "" : found}
      </p>
    </form>
  );
}

/** The arrow leads from the box into what was found. */
function toFirstResult(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "ArrowDown") return;
  const first = document.querySelector<HTMLElement>("main tbody .row-link");
  if (!first) return;
  event.preventDefault();
  first.focus();
}
