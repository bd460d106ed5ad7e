"use client";

import { DurationInputs } from "@/components/editor/panel/fields/duration-inputs";
import { Toggle } from "@/components/editor/panel/fields/inputs";
import { PanelGroup } from "@/components/editor/panel/fields/panel-field";
import { durationTexts, type Reading, read, readDuration } from "@/components/editor/panel/fields/reading";
import { Segments } from "@/components/editor/panel/fields/segments";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import type { FormEntry, FormProps } from "@/components/editor/panel/panel-context";
import type { Definition, TimeLimit } from "@/lib/programmes/schema";

/** How long a pass may take. */
export const exit: FormEntry<Definition> = { fields: ["autoExit"], Form: ExitForm };

function ExitForm({ item, change }: FormProps<Definition>) {
  const kept = useKept({
    name: "autoExit",
    value: item.autoExit,
    texts,
    read: readLimit,
    commit: (autoExit) => change({ autoExit }, "autoExit"),
  });
  const { isOn, amount, unit, from } = kept.texts;
  return (
    <div {...kept.group}>
      <PanelGroup
        label="Time limit"
        path="autoExit"
        problem={kept.problem}
        hint="Whoever has not reached the goal by then exits, and the actions on exit run."
      >
        {(control) => (
          <div className="space-y-3">
            <Toggle
              data-field={isOn ? undefined : "autoExit"}
              label="Exit after some time"
              checked={isOn !== ""}
              onSwitch={(checked) => kept.type({ isOn: checked ? "yes" : "" })}
            />
            {isOn ? (
              <>
                <DurationInputs
                  control={control}
                  label="How long"
                  amount={amount}
                  unit={unit}
                  type={kept.type}
                />
                <Segments
                  label="Counted"
                  value={from === "last_step" ? "last_step" : "entry"}
                  options={[
                    ["entry", "After entry"],
                    ["last_step", "After the last step"],
                  ]}
                  onChoose={(chosen) => kept.type({ from: chosen })}
                  field="autoExit.from"
                />
              </>
            ) : null}
          </div>
        )}
      </PanelGroup>
    </div>
  );
}

function texts(limit: TimeLimit | undefined) {
  if (!limit) return { isOn: "", amount: "10", unit: "days", from: "entry" };
  return { isOn: "yes", ...durationTexts(limit), from: String(limit.from ?? "entry") };
}

function readLimit(typed: ReturnType<typeof texts>): Reading<TimeLimit | undefined> {
  if (typed.isOn === "") return read(undefined);
  const duration = readDuration(typed);
  if (!duration.ok) return duration;
  // From entry is what an absent "from" means.
  return read(typed.from === "last_step" ? { ...duration.value, from: "last_step" } : duration.value);
}
