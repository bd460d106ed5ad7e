"use client";

import { useId } from "react";
import { DurationInputs } from "@/components/editor/panel/fields/duration-inputs";
import { Choice, NumberInput, TextArea, TextInput } from "@/components/editor/panel/fields/inputs";
import { type Control, useControl } from "@/components/editor/panel/fields/panel-field";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import {
  type ComparisonTexts,
  comparisonTexts,
  labelOf,
  operatorsFor,
  readComparison,
  type Shape,
  shapeOf,
} from "@/components/editor/panel/filter/comparisons";
import { type Comparison, filterLimits } from "@/lib/audiences/schema";
import type { AttributeType } from "@/lib/programmes/checks/surroundings";

interface Props {
  is: Comparison;
  change: (next: Comparison, coalesce?: string) => void;
  /** Of what it compares; null while that is not known. */
  type: AttributeType | null;
  path: string;
  name: string;
}

/** How a value is compared, and with what. */
export function ComparisonFields({ is, change, type, path, name }: Props) {
  const kept = useKept({
    name: `${name} is`,
    field: path,
    value: is,
    texts: comparisonTexts,
    read: readComparison,
    commit: (next) => change(next, `${name} is`),
  });
  const { control, notes } = useControl(path, useId(), kept.problem);
  const { op } = kept.texts;
  const Inputs = inputs[shapeOf(op)];
  return (
    <div {...kept.group}>
      <div className="flex flex-wrap gap-2">
        <Choice
          aria-label="How it is compared"
          data-row-first=""
          data-field={`${path}.op`}
          value={op}
          options={operatorsFor(type, op).map((one) => [one, labelOf(one)] as const)}
          onChoose={(chosen) => kept.type({ op: chosen })}
          className={shapeOf(op) === "none" ? "grow" : "min-w-30 grow basis-30"}
        />
        <Inputs texts={kept.texts} type={kept.type} control={control} />
      </div>
      {notes}
    </div>
  );
}

interface InputsProps {
  texts: ComparisonTexts;
  type: (change: Partial<ComparisonTexts>) => void;
  control: Control;
}

/** What each shape of comparison is typed into. */
const inputs: { readonly [S in Shape]: (props: InputsProps) => React.ReactNode } = {
  none: () => null,
  text: ({ texts, type, control }) => (
    <TextInput
      {...control}
      aria-label="Value"
      maxLength={filterLimits.text}
      value={texts.text}
      onText={(text) => type({ text })}
      className="min-w-0 shrink grow basis-30"
    />
  ),
  texts: ({ texts, type, control }) => (
    <TextArea
      {...control}
      aria-label="Values, one a line"
      placeholder="One value a line"
      rows={2}
      value={texts.texts}
      onText={(lines) => type({ texts: lines })}
      className="max-h-60 grow basis-full"
    />
  ),
  number: ({ texts, type, control }) => (
    <NumberInput
      {...control}
      aria-label="Number"
      maxLength={30}
      value={texts.number}
      onText={(number) => type({ number })}
      className="min-w-0 grow basis-24"
    />
  ),
  range: ({ texts, type, control }) => (
    <span className="flex grow basis-full items-center gap-2 text-sm text-ink-2">
      <NumberInput
        {...control}
        aria-label="From"
        placeholder="From"
        maxLength={30}
        value={texts.from}
        onText={(from) => type({ from })}
      />
      and
      <NumberInput
        aria-label="To"
        aria-describedby={control["aria-describedby"]}
        placeholder="To"
        maxLength={30}
        value={texts.to}
        onText={(to) => type({ to })}
      />
    </span>
  ),
  duration: ({ texts, type, control }) => (
    <DurationInputs control={control} label="How long" amount={texts.amount} unit={texts.unit} type={type} />
  ),
  moment: ({ texts, type, control }) => (
    <span className="flex grow basis-full items-center gap-2 text-sm text-ink-3">
      <TextInput
        {...control}
        aria-label="Day"
        type="date"
        value={texts.day}
        onText={(day) => type({ day })}
      />
      <TextInput
        aria-label="Time of day, in UTC"
        type="time"
        value={texts.time}
        onText={(time) => type({ time })}
        className="max-w-28"
      />
      UTC
    </span>
  ),
};
