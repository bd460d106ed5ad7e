"use client";

import { attributeOptions } from "@/components/editor/panel/attribute-options";
import { Choice, Toggle } from "@/components/editor/panel/fields/inputs";
import { PanelField } from "@/components/editor/panel/fields/panel-field";
import { readKey } from "@/components/editor/panel/fields/reading";
import { Suggest } from "@/components/editor/panel/fields/suggest";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { ValueInputs } from "@/components/editor/panel/forms/value-inputs";
import { originOf, origins, readValue, valueTexts } from "@/components/editor/panel/forms/value-texts";
import { WhenField } from "@/components/editor/panel/forms/when-field";
import { type FormEntry, type FormProps, usePanel } from "@/components/editor/panel/panel-context";
import type { UpdateAction } from "@/lib/actions/schema";
import { isOwnName, LONGEST_NAME } from "@/lib/attribute-names";
import { wellKnownType } from "@/lib/profiles/attributes/attribute-types";
import { typeNames } from "@/lib/profiles/attributes/type-words";
import { catalogued } from "@/lib/programmes/checks/known-attributes";
import type { CatalogueEntry } from "@/lib/programmes/checks/surroundings";

/** An attribute of the customer's record is set. */
export const update: FormEntry<UpdateAction> = {
  fields: ["attribute", "value", "overwriteOwned", "when"],
  Form: UpdateForm,
};

const owners: { readonly [O in CatalogueEntry["owner"]]: string } = {
  source: "set by a source",
  crm: "set by the CRM",
  trig: "set by jobs",
};

function UpdateForm(props: FormProps<UpdateAction>) {
  const { item, change } = props;
  const { input } = usePanel();
  const entry = catalogued(input, input.definition.target, item.attribute);
  const isOwned = entry !== null && entry.owner !== "trig";
  return (
    <>
      <AttributeField {...props} entry={entry} />
      {isOwned || item.overwriteOwned ? (
        <Toggle
          data-field="overwriteOwned"
          label="Write it all the same"
          hint="Its next value from there replaces the one that is written here. An attribute of your own is safer."
          checked={item.overwriteOwned}
          onSwitch={(overwriteOwned) => change({ overwriteOwned })}
        />
      ) : null}
      <ValueField {...props} entry={entry} />
      <WhenField when={item.when} change={(when, coalesce) => change({ when }, coalesce)} />
    </>
  );
}

type WithEntry = FormProps<UpdateAction> & { entry: CatalogueEntry | null };

function AttributeField({ item, change, entry }: WithEntry) {
  const { input } = usePanel();
  const kept = useKept({
    name: "attribute",
    value: item.attribute,
    texts: (text) => ({ text }),
    read: ({ text }) => readKey(text),
    commit: (attribute) => change({ attribute }),
  });
  const options = () =>
    attributeOptions(input, input.definition.target).flatMap((option) => {
      if (isOwnName(option.key)) return [];
      const known = catalogued(input, option.entity, option.key);
      return [{ ...option, note: known ? entryWords(known) : "Set by jobs" }];
    });
  return (
    <div {...kept.group}>
      <PanelField
        label="Attribute"
        path="attribute"
        problem={kept.problem}
        hint={entry ? `${entryWords(entry)}.` : newWords(item.attribute)}
      >
        {(control) => (
          <Suggest
            control={control}
            label="Attribute"
            text={kept.texts.text}
            onText={(text) => kept.type({ text })}
            options={options}
            placeholder="completed_onboarding_job"
            maxLength={LONGEST_NAME}
          />
        )}
      </PanelField>
    </div>
  );
}

function entryWords({ type, owner }: CatalogueEntry): string {
  return `${typeNames[type]}, ${owners[owner]}`;
}

function newWords(attribute: string): string {
  return attribute === ""
    ? "Which field of the record to set. A new name is as good as a known one."
    : "A new attribute: its first value makes it.";
}

function ValueField({ item, change, entry }: WithEntry) {
  const kept = useKept({
    name: "value",
    value: item.value,
    texts: valueTexts,
    read: readValue,
    commit: (value) => change({ value }, "value"),
  });
  return (
    <div {...kept.group}>
      <PanelField label="Set it to" path="value" problem={kept.problem}>
        {(control) => (
          <div className="space-y-2">
            <Choice
              id={control.id}
              data-field="value"
              value={originOf(kept.texts.from)}
              options={origins}
              onChoose={(from) => kept.type({ from })}
              className="w-full"
            />
            <ValueInputs
              texts={kept.texts}
              type={kept.type}
              control={{ ...control, id: `${control.id}-value` }}
              known={entry?.type ?? wellKnownType(item.attribute)}
            />
          </div>
        )}
      </PanelField>
    </div>
  );
}
