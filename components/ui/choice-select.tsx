"use client";

import { Select } from "@/components/ui/select";

interface Props {
  name: string;
  label: string;
  /** What stands for no choice. */
  all: string;
  value: string | undefined;
  options: (readonly [string, string])[];
  className?: string;
}

/** A choice that narrows a list as soon as it is made: it sends the form it stands in. */
export function ChoiceSelect({ name, label, all, value, options, className = "" }: Props) {
  return (
    <Select
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      data-chosen={value}
      onChange={(event) => event.currentTarget.form?.requestSubmit()}
      className={`h-8 text-sm text-ink-2 ${className}`}
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
