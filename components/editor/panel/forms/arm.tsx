"use client";

import { TextInput } from "@/components/editor/panel/fields/inputs";
import { PanelField } from "@/components/editor/panel/fields/panel-field";
import { FilterForm } from "@/components/editor/panel/filter/filter-form";
import { type FormEntry, usePanel } from "@/components/editor/panel/panel-context";
import { customerClause } from "@/lib/audiences/describe";
import { type Arm, definitionLimits } from "@/lib/programmes/schema";

type ArmPart = Pick<Arm, "name" | "when">;

/** Who takes one of the ways of a branch. */
export const arm: FormEntry<ArmPart> = { fields: ["name", "when"], Form: ArmForm };

function ArmForm({ item, change }: Parameters<FormEntry<ArmPart>["Form"]>[0]) {
  const { input } = usePanel();
  return (
    <>
      <PanelField label="Name" path="name" hint="Without one it is called what its condition says.">
        {(control) => (
          <TextInput
            {...control}
            maxLength={definitionLimits.armName}
            value={item.name ?? ""}
            onText={(name) => change({ name: name.trim() === "" ? undefined : name }, "name")}
          />
        )}
      </PanelField>
      <FilterForm
        label="Who goes this way"
        filter={item.when}
        change={(when, coalesce) => change({ when }, coalesce)}
        path="when"
        entity={input.definition.target}
        words={(filter) => `Taken if, at that moment, ${customerClause(filter)}`}
        empty="Nobody yet: add a condition."
      />
      <p className="text-sm text-pretty text-ink-3">
        Arms are asked in their order. Who matches none of them goes the way of “Otherwise”.
      </p>
    </>
  );
}
