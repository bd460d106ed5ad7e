"use client";

import { Choice, NumberInput } from "@/components/editor/panel/fields/inputs";
import type { Control } from "@/components/editor/panel/fields/panel-field";
import type { Duration } from "@/lib/spans";

const units = [
  ["minutes", "minutes"],
  ["hours", "hours"],
  ["days", "days"],
  ["weeks", "weeks"],
  ["months", "months"],
] as const satisfies readonly (readonly [Duration["unit"], string])[];

interface Props {
  amount: string;
  unit: string;
  type: (change: { amount?: string; unit?: string }) => void;
  control?: Control;
  /** What the amount counts, where no label says it. */
  label?: string;
  /** Where other inputs stand on the same line. */
  isNarrow?: boolean;
}

/** A length of time: how many of what. */
export function DurationInputs({ amount, unit, type, control, label, isNarrow = false }: Props) {
  return (
    <div className="flex gap-2">
      <NumberInput
        {...control}
        aria-label={label}
        inputMode="numeric"
        value={amount}
        maxLength={7}
        onText={(text) => type({ amount: text })}
        className={isNarrow ? "max-w-16" : "max-w-24"}
      />
      <Choice
        aria-label="Unit of time"
        value={units.find(([code]) => code === unit)?.[0] ?? "days"}
        options={units}
        onChoose={(chosen) => type({ unit: chosen })}
        className={isNarrow ? "w-27 shrink-0" : "w-32"}
      />
    </div>
  );
}
