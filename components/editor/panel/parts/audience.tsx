"use client";

import { Choice, NumberInput, Toggle } from "@/components/editor/panel/fields/inputs";
import { PanelField } from "@/components/editor/panel/fields/panel-field";
import { type Reading, read, readWhole } from "@/components/editor/panel/fields/reading";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { Exclusions } from "@/components/editor/panel/filter/exclusions";
import { FilterForm } from "@/components/editor/panel/filter/filter-form";
import type { FormEntry, FormProps } from "@/components/editor/panel/panel-context";
import { whoClause } from "@/lib/audiences/describe";
import { type Definition, definitionLimits, type Reentry } from "@/lib/programmes/schema";

/** Who may enter, who is kept out, and how often somebody may enter. */
export const audience: FormEntry<Definition> = {
  fields: ["audience", "exclusions", "reentry", "leaveWhenAudienceStops"],
  Form: (props) => (
    <>
      <FilterForm
        label="Who may enter"
        filter={props.item.audience}
        change={(next, coalesce) => props.change({ audience: next }, coalesce)}
        path="audience"
        entity={props.item.target}
        words={(filter) =>
          `${props.item.target === "person" ? "A person" : "An organisation"} ${whoClause(filter)}`
        }
        empty="Nobody yet: add a condition."
      />
      <Exclusions
        exclusions={props.item.exclusions}
        change={(exclusions, coalesce) => props.change({ exclusions }, coalesce)}
        entity={props.item.target}
      />
      <ReentryField {...props} />
      <Toggle
        data-field="leaveWhenAudienceStops"
        label="Leave when the audience no longer matches"
        hint="Else whoever entered stays until the goal or the time limit."
        checked={props.item.leaveWhenAudienceStops}
        onSwitch={(leaveWhenAudienceStops) => props.change({ leaveWhenAudienceStops })}
      />
    </>
  ),
};

const rules = [
  ["never", "Once"],
  ["after_leaving", "Again after leaving"],
  ["days_after_leaving", "Again, some days after leaving"],
] as const satisfies readonly (readonly [Reentry["kind"], string])[];

function ReentryField({ item, change }: FormProps<Definition>) {
  const kept = useKept({
    name: "reentry",
    value: item.reentry,
    texts: reentryTexts,
    read: readReentry,
    commit: (reentry) => change({ reentry }, "reentry"),
  });
  const { rule, days } = kept.texts;
  return (
    <div {...kept.group}>
      <PanelField label="Each may enter" path="reentry" problem={kept.problem}>
        {(control) => (
          <div className="flex items-center gap-2 text-sm text-ink-2">
            <Choice
              {...control}
              value={rules.find(([one]) => one === rule)?.[0] ?? "never"}
              options={rules}
              onChoose={(chosen) => kept.type({ rule: chosen })}
              className="grow text-base text-ink"
            />
            {rule === "days_after_leaving" ? (
              <>
                <NumberInput
                  aria-label="How many days after leaving"
                  aria-describedby={control["aria-describedby"]}
                  data-field="reentry.days"
                  inputMode="numeric"
                  maxLength={5}
                  value={days}
                  onText={(text) => kept.type({ days: text })}
                  className="max-w-20"
                />
                days
              </>
            ) : null}
          </div>
        )}
      </PanelField>
    </div>
  );
}

function reentryTexts(reentry: Reentry): { rule: string; days: string } {
  return { rule: reentry.kind, days: "days" in reentry ? String(reentry.days) : "30" };
}

function readReentry({ rule, days }: { rule: string; days: string }): Reading<Reentry> {
  if (rule === "after_leaving") return read({ kind: rule });
  if (rule !== "days_after_leaving") return read({ kind: "never" });
  const number = readWhole(days, 1, definitionLimits.daysAfterLeaving, "days");
  return number.ok ? read({ kind: rule, days: number.value }) : number;
}
