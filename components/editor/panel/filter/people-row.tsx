"use client";

import { useId } from "react";
import { Choice, NumberInput } from "@/components/editor/panel/fields/inputs";
import { useControl } from "@/components/editor/panel/fields/panel-field";
import { type Reading, read, readWhole } from "@/components/editor/panel/fields/reading";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import type { RowProps } from "@/components/editor/panel/filter/row-props";
import { filterLimits, type PeopleCondition } from "@/lib/audiences/schema";

type Quantifier = PeopleCondition["quantifier"];

/** How many of an organisation's people match. */
export function PeopleRow({ condition, change, path, name, inner }: RowProps<"people">) {
  const kept = useKept({
    name: `${name} quantifier`,
    field: `${path}.quantifier`,
    value: condition.quantifier,
    texts: quantifierTexts,
    read: readQuantifier,
    commit: (quantifier) => change({ ...condition, quantifier }, `${name} quantifier`),
  });
  const { control, notes } = useControl(`${path}.quantifier`, useId(), kept.problem);
  return (
    <div className="space-y-2">
      <div {...kept.group}>
        <div className="flex items-center gap-2 text-sm text-ink-2">
          <Choice
            aria-label="How many of its people"
            data-row-first=""
            value={howMany.find(([how]) => how === kept.texts.how)?.[0] ?? "any"}
            options={howMany}
            onChoose={(how) => kept.type({ how })}
            className="grow text-base text-ink"
          />
          {kept.texts.how === "at_least" ? (
            <NumberInput
              {...control}
              aria-label="At least how many"
              inputMode="numeric"
              maxLength={6}
              value={kept.texts.count}
              onText={(count) => kept.type({ count })}
              className="max-w-20"
            />
          ) : null}
        </div>
        {notes}
      </div>
      {inner({
        conditions: condition.all,
        path: `${path}.all`,
        change: (all, coalesce) => change({ ...condition, all }, coalesce),
      })}
    </div>
  );
}

const howMany = [
  ["any", "any of its people match"],
  ["all", "all of its people match"],
  ["at_least", "at least so many match"],
] as const;

function quantifierTexts(quantifier: Quantifier): { how: string; count: string } {
  return typeof quantifier === "string"
    ? { how: quantifier, count: "2" }
    : { how: "at_least", count: String(quantifier.atLeast) };
}

function readQuantifier({ how, count }: { how: string; count: string }): Reading<Quantifier> {
  if (how === "any" || how === "all") return read(how);
  const number = readWhole(count, 1, filterLimits.atLeast, "count");
  return number.ok ? read({ atLeast: number.value }) : number;
}
