"use client";

import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { Select } from "@/components/ui/select";
import { reasons } from "@/lib/deliveries/reasons";
import { deliveryKinds, deliveryStatuses } from "@/lib/deliveries/schema";
import { kindWords, statusWords } from "@/lib/insights/delivery-words";

interface Props {
  here: string;
  jobs: { slug: string; name: string }[];
  chosen: Readonly<Record<"job" | "action" | "kind" | "status" | "reason" | "version", string | undefined>>;
}

/** Narrows the ledger; what is chosen stands in the address. */
export function DeliveryFilters({ here, jobs, chosen }: Props) {
  const any = Object.values(chosen).some(Boolean);
  return (
    <Form action={here} className="mb-4 flex flex-wrap items-center gap-2" replace>
      <Choice
        name="job"
        label="Job"
        all="Any job"
        value={chosen.job}
        options={jobs.map(({ slug, name }) => [slug, name])}
      />
      {chosen.action ? <input type="hidden" name="action" value={chosen.action} /> : null}
      {chosen.version ? <input type="hidden" name="version" value={chosen.version} /> : null}
      <Choice
        name="kind"
        label="Kind"
        all="Any kind"
        value={chosen.kind}
        options={deliveryKinds.map((kind) => [kind, kindWords[kind]])}
      />
      <Choice
        name="status"
        label="Outcome"
        all="Any outcome"
        value={chosen.status}
        options={deliveryStatuses.map((status) => [status, statusWords[status].label])}
      />
      <Choice
        name="reason"
        label="Reason"
        all="Any reason"
        value={chosen.reason}
        options={Object.entries(reasons).map(([code, sentence]) => [code, sentence])}
      />
      {chosen.action ? (
        <span className="inline-flex h-8 items-center rounded-md bg-accent-soft px-2.5 font-mono text-xs text-ink">
          {chosen.action}
        </span>
      ) : null}
      {chosen.version ? (
        <span className="inline-flex h-8 items-center rounded-md bg-accent-soft px-2.5 text-sm">
          Version {chosen.version}
        </span>
      ) : null}
      <noscript>
        <button type="submit">Apply</button>
      </noscript>
      {any ? (
        <Link
          href={here}
          className="inline-flex h-8 items-center gap-1 rounded-md px-2 text-sm text-ink-2 hover:bg-sunken"
        >
          <X aria-hidden size={14} /> Clear
        </Link>
      ) : null}
    </Form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  options: (readonly [string, string])[];
}

function Choice({ name, label, all, value = "", options }: ChoiceProps) {
  return (
    <Select
      name={name}
      aria-label={label}
      defaultValue={value}
      data-chosen={value || undefined}
      onChange={(event) => event.currentTarget.form?.requestSubmit()}
      className="h-8 max-w-44 text-sm text-ink-2 max-sm:flex-1 max-sm:basis-[46%]"
    >
      <option value="">{all}</option>
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </Select>
  );
}
