import { X } from "lucide-react";
import Form from "next/form";
import { customersHref, customersPath, type Place } from "@/components/jobs/hrefs";
import { Button } from "@/components/ui/button";
import { ChoiceSelect } from "@/components/ui/choice-select";
import { Link } from "@/components/ui/link";
import { endReasons, exitReasons } from "@/lib/enrolments/end-reasons";
import { type PassFilter, passQuery } from "@/lib/insights/report/pass-filter";
import { tookWords } from "@/lib/insights/report/words";

interface Props {
  place: Place;
  filter: PassFilter;
  versions: readonly number[];
  /** What the step of the filter does. */
  stepWords: string | null;
  /** The same of the step they went through. */
  passedWords: string | null;
}

const control =
  "h-8 rounded-md border border-line bg-surface px-2 text-sm text-ink-2 shadow-card hover:border-line-strong";

/** Narrows the customers behind a figure; what is chosen stands in the address. */
export function PassFilters({ place, filter, versions, stepWords, passedWords }: Props) {
  const { show, version, reason, days, took, step, passed } = filter;
  const kept = passQuery({ show, step, passed, took });
  const endsIn = show === "completed" || show === "exited" ? "left" : "entered";
  return (
    <Form action={customersPath(place)} replace className="mb-4 flex flex-wrap items-center gap-2">
      {Object.entries(kept).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {versions.length > 1 ? (
        <ChoiceSelect
          name="version"
          label="Version"
          all="Any version"
          value={version?.toString()}
          options={versions.map((one) => [String(one), `Version ${one}`])}
        />
      ) : null}
      {show === "exited" ? (
        <ChoiceSelect
          name="reason"
          label="Reason"
          all="Any reason"
          value={reason}
          options={exitReasons.map((one) => [one, endReasons[one].label])}
        />
      ) : null}
      <fieldset className="flex flex-wrap items-center gap-2 text-sm text-ink-3">
        <legend className="sr-only">The days on which they {endsIn}</legend>
        <span aria-hidden className="first-letter:uppercase">
          {endsIn}
        </span>
        <input
          type="date"
          name="from"
          aria-label="From"
          defaultValue={days?.from ?? ""}
          className={control}
        />
        <span aria-hidden>to</span>
        <input type="date" name="to" aria-label="To" defaultValue={days?.to ?? ""} className={control} />
        <Button type="submit">Apply</Button>
      </fieldset>
      {stepWords ? (
        <Chip href={customersHref(place, { ...filter, step: undefined })}>{stepWords}</Chip>
      ) : null}
      {passedWords ? (
        <Chip
          href={customersHref(place, { ...filter, passed: undefined })}
        >{`Went through: ${passedWords}`}</Chip>
      ) : null}
      {took ? (
        <Chip href={customersHref(place, { ...filter, took: undefined })}>{tookWords(took)}</Chip>
      ) : null}
      {version || reason || days || took || stepWords || passedWords ? (
        <Link
          href={customersHref({ ...place, version: null }, { show })}
          className="inline-flex h-8 items-center gap-1 rounded-md px-2 text-sm text-ink-2 hover:bg-sunken"
        >
          <X aria-hidden size={14} /> Clear
        </Link>
      ) : null}
    </Form>
  );
}

function Chip({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      aria-label={`Take away: ${children}`}
      title={children}
      className="inline-flex h-8 max-w-full min-w-0 items-center gap-1.5 rounded-md bg-accent-soft px-2.5 text-sm hover:text-ink"
    >
      <span className="truncate">{children}</span>
      <X aria-hidden size={13} className="shrink-0" />
    </Link>
  );
}
