"use client";

import { useId } from "react";
import {
  type AttributeOption,
  attributeOptions,
  typeOfAttribute,
} from "@/components/editor/panel/attribute-options";
import { useControl } from "@/components/editor/panel/fields/panel-field";
import { readKey } from "@/components/editor/panel/fields/reading";
import { Suggest } from "@/components/editor/panel/fields/suggest";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { ComparisonFields } from "@/components/editor/panel/filter/comparison-fields";
import { suitedTo } from "@/components/editor/panel/filter/comparisons";
import type { RowProps } from "@/components/editor/panel/filter/row-props";
import { usePanel } from "@/components/editor/panel/panel-context";
import { LONGEST_NAME } from "@/lib/attribute-names";
import type { Entity } from "@/lib/profiles/schema";

/** What an attribute is. */
export function AttributeRow({ condition, change, path, name, entity }: RowProps<"attribute">) {
  const { input } = usePanel();
  const whose = condition.of === "organisation" ? "organisation" : entity;
  const kept = useKept({
    name: `${name} attribute`,
    field: `${path}.attribute`,
    value: condition.attribute,
    texts: (text) => ({ text }),
    read: ({ text }) => readKey(text),
    commit: (attribute) => {
      const type = typeOfAttribute(input, whose, attribute);
      change({ ...condition, attribute, is: suitedTo(type, condition.is) });
    },
  });
  const options = () => ownSides(entity).flatMap((side) => attributeOptions(input, side));
  const choose = ({ key: attribute, entity: side, type }: AttributeOption) =>
    change({
      ...condition,
      attribute,
      of: side === entity ? "self" : "organisation",
      is: suitedTo(type, condition.is),
    });
  const { control, notes } = useControl(`${path}.attribute`, useId(), kept.problem);
  const isOther = whose !== entity;
  return (
    <div className="space-y-2">
      <div {...kept.group}>
        <Suggest
          control={control}
          label={isOther ? "Attribute of the organisation" : "Attribute"}
          text={kept.texts.text}
          onText={(text) => kept.type({ text })}
          options={options}
          onPick={choose}
          maxLength={LONGEST_NAME}
        />
        {isOther ? <p className="mt-1 text-xs text-ink-3">Of the person’s organisation</p> : null}
        {notes}
      </div>
      <ComparisonFields
        is={condition.is}
        change={(is, coalesce) => change({ ...condition, is }, coalesce)}
        type={typeOfAttribute(input, whose, condition.attribute)}
        path={`${path}.is`}
        name={name}
      />
    </div>
  );
}

/** Whose attributes may be asked about: of a person also those of its organisation. */
function ownSides(entity: Entity): readonly Entity[] {
  return entity === "person" ? ["person", "organisation"] : ["organisation"];
}
