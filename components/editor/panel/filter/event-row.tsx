"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { DurationInputs } from "@/components/editor/panel/fields/duration-inputs";
import { Choice, NumberInput } from "@/components/editor/panel/fields/inputs";
import { useControl } from "@/components/editor/panel/fields/panel-field";
import { PickMenu } from "@/components/editor/panel/fields/pick-menu";
import { IconButton, QuietButton } from "@/components/editor/panel/fields/quiet-button";
import { read } from "@/components/editor/panel/fields/reading";
import { Suggest } from "@/components/editor/panel/fields/suggest";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { ComparisonFields } from "@/components/editor/panel/filter/comparison-fields";
import { add, removeAt, replaceAt } from "@/components/editor/panel/filter/edit-filter";
import {
  countTexts,
  howOf,
  howOften,
  readCount,
  readWindow,
  windowTexts,
} from "@/components/editor/panel/filter/event-texts";
import { rowKeys } from "@/components/editor/panel/filter/row-keys";
import type { RowProps } from "@/components/editor/panel/filter/row-props";
import { usePanel } from "@/components/editor/panel/panel-context";
import { filterLimits } from "@/lib/audiences/schema";

/** How often an event happened, within which time, and with which properties. */
export function EventRow(props: RowProps<"event">) {
  const { condition, change, path, name } = props;
  const { input } = usePanel();
  const kept = useKept({
    name: `${name} event`,
    field: `${path}.event`,
    value: condition.event,
    texts: (text) => ({ text }),
    read: ({ text }) => read(text),
    commit: (event) => change({ ...condition, event }),
  });
  const { control, notes } = useControl(`${path}.event`, useId(), kept.problem);
  return (
    <div className="space-y-2">
      <div {...kept.group}>
        <Suggest
          control={control}
          label="Event"
          text={kept.texts.text}
          onText={(text) => kept.type({ text })}
          options={() => (input.eventsSeen ?? []).map((event) => ({ id: event, label: event }))}
          maxLength={filterLimits.event}
        />
        {notes}
      </div>
      <div className="flex flex-wrap gap-2">
        <HowOften {...props} />
        <Within {...props} />
      </div>
      <Where {...props} />
    </div>
  );
}

function HowOften({ condition, change, path, name }: RowProps<"event">) {
  const kept = useKept({
    name: `${name} count`,
    field: `${path}.count`,
    value: condition.count,
    texts: countTexts,
    read: readCount,
    commit: (count) => change({ ...condition, count }, `${name} count`),
  });
  const { control, notes } = useControl(`${path}.count`, useId(), kept.problem);
  const how = howOf(kept.texts.how);
  const isCounted = how !== "ever" && how !== "never";
  return (
    <div {...kept.group} className={`grow ${isCounted ? "basis-full" : "basis-40"}`}>
      <div className="flex items-center gap-2 text-sm text-ink-2">
        <Choice
          aria-label="How often"
          data-row-first=""
          value={how}
          options={howOften}
          onChoose={(chosen) => kept.type({ how: chosen })}
          className="grow text-base text-ink"
        />
        {isCounted ? (
          <>
            <NumberInput
              {...control}
              aria-label="Times"
              inputMode="numeric"
              maxLength={6}
              value={kept.texts.times}
              onText={(times) => kept.type({ times })}
              className="max-w-16"
            />
            <span className="max-sm:hidden">{kept.texts.times === "1" ? "time" : "times"}</span>
          </>
        ) : null}
      </div>
      {notes}
    </div>
  );
}

function Within({ condition, change, path, name, everWords }: RowProps<"event">) {
  const kept = useKept({
    name: `${name} within`,
    field: `${path}.within`,
    value: condition.within,
    texts: windowTexts,
    read: readWindow,
    commit: (within) => change({ ...condition, within }, `${name} within`),
  });
  const { control, notes } = useControl(`${path}.within`, useId(), kept.problem);
  const isAny = kept.texts.isAny !== "";
  return (
    <div {...kept.group} className={`grow ${isAny ? "basis-28" : "basis-full"}`}>
      <div className="flex gap-2">
        <Choice
          aria-label="Within which time"
          value={isAny ? "ever" : "last"}
          options={[
            ["ever", everWords],
            ["last", "within"],
          ]}
          onChoose={(chosen) => kept.type({ isAny: chosen === "ever" ? "yes" : "" })}
          className={isAny ? "w-full" : "min-w-0 grow"}
        />
        {isAny ? null : (
          <DurationInputs
            control={control}
            label="How long"
            amount={kept.texts.amount}
            unit={kept.texts.unit}
            type={kept.type}
            isNarrow
          />
        )}
      </div>
      {notes}
    </div>
  );
}

function Where({ condition, change, path, name }: RowProps<"event">) {
  const { isReadOnly } = usePanel();
  const { where } = condition;
  const keys = rowKeys(where);
  const set = (next: typeof where, coalesce?: string) => change({ ...condition, where: next }, coalesce);
  return (
    <>
      {where.map((one, index) => (
        <div key={keys[index]} className="border-l-2 border-line pl-2.5">
          <div className="mb-1 flex min-h-6 items-center justify-between gap-2 text-sm">
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="text-ink-3">where </span>
              {one.property}
            </span>
            {isReadOnly ? null : (
              <IconButton
                icon={X}
                label={`Remove the property ${one.property}`}
                onClick={() => set(removeAt(where, index))}
              />
            )}
          </div>
          <ComparisonFields
            is={one.is}
            change={(is, coalesce) => set(replaceAt(where, index, { ...one, is }), coalesce)}
            type={null}
            path={`${path}.where[${index}].is`}
            name={`${name} ${keys[index]}`}
          />
        </div>
      ))}
      {isReadOnly || where.length >= filterLimits.properties ? null : (
        <PickMenu
          trigger={<QuietButton icon={Plus}>Where a property …</QuietButton>}
          label="Property"
          placeholder="Name of a property, as it is sent"
          options={() => []}
          made={(typed) => [{ id: typed, label: typed, note: "Property" }]}
          onPick={({ label }) =>
            set(add(where, { property: label.slice(0, filterLimits.property), is: { op: "has_any_value" } }))
          }
        />
      )}
    </>
  );
}
