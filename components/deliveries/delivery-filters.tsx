"use client";

import type { FormEvent } from "react";
import { withQuery } from "@/components/ui/hrefs";
import { Select } from "@/components/ui/select";
import { useNarrow } from "@/components/ui/use-narrow";

/** A choice of the ledger's filters: its name in the address, what it is called, and what can be chosen. */
export interface FilterChoice {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  options: (readonly [string, string])[];
}

interface Props {
  here: string;
  choices: FilterChoice[];
  who: string | undefined;
  /** An action and a version of the job that is chosen; another job has others. */
  ofJob: Readonly<Record<"action" | "version", string | undefined>>;
  /** Shown where days are asked for. */
  days: { from: string | undefined; to: string | undefined } | null;
}

const box =
  "h-8 rounded-md border border-line bg-surface px-3 text-sm text-ink-2 shadow-card placeholder:text-ink-3 hover:border-line-strong data-chosen:border-accent data-chosen:text-ink";

/** Narrows the ledger; what is chosen stands in the address. */
export function DeliveryFilters({ here, choices, who, ofJob, days }: Props) {
  const { narrow: go, busy } = useNarrow();
  const narrow = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
    go(withQuery(here, Object.fromEntries(said)));
  };
  return (
    <form
      action={here}
      onSubmit={narrow}
      aria-busy={busy}
      aria-label="Filters"
      className="mb-3 flex flex-wrap items-center gap-2"
    >
      {choices.map(({ name, label, all, value = "", options }) => (
        <Select
          key={name}
          name={name}
          aria-label={label}
          defaultValue={value}
          data-chosen={value || undefined}
          onChange={({ currentTarget: { form } }) => {
            if (name === "job") forgetJob(form);
            form?.requestSubmit();
          }}
          className="h-8 max-w-40 text-sm text-ink-2 max-sm:flex-1 max-sm:basis-[46%]"
        >
          <option value="">{all}</option>
          {options.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </Select>
      ))}
      {Object.entries(ofJob).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {days
        ? (["from", "to"] as const).map((name) => (
            <input
              key={name}
              type="date"
              name={name}
              aria-label={name === "from" ? "From this day" : "To this day"}
              defaultValue={days[name]}
              onBlur={({ currentTarget: { form, value } }) => {
                if (value !== (days[name] ?? "")) form?.requestSubmit();
              }}
              data-chosen={days[name] || undefined}
              className={box}
            />
          ))
        : null}
      <input
        type="search"
        name="who"
        aria-label="Person or organisation"
        placeholder="Email, user ID or group ID"
        autoComplete="off"
        maxLength={200}
        defaultValue={who}
        data-chosen={who || undefined}
        className={`${box} min-w-44 max-w-64 flex-1 max-sm:max-w-none max-sm:basis-[46%]`}
      />
      <button type="submit" className="sr-only focus:not-sr-only">
        Apply
      </button>
      <noscript>
        <button type="submit">Apply</button>
      </noscript>
    </form>
  );
}

/** What belongs to a job is not asked of another one. */
function forgetJob(form: HTMLFormElement | null): void {
  for (const of of form?.querySelectorAll<HTMLInputElement>("input[type=hidden]") ?? []) of.disabled = true;
}
