"use client";

import { attributeOptions } from "@/components/editor/panel/attribute-options";
import { Choice, NumberInput, TextInput } from "@/components/editor/panel/fields/inputs";
import type { Control } from "@/components/editor/panel/fields/panel-field";
import { Segments } from "@/components/editor/panel/fields/segments";
import { Suggest } from "@/components/editor/panel/fields/suggest";
import {
  type LiteralType,
  literalType,
  literalTypes,
  originOf,
  type ValueTexts,
} from "@/components/editor/panel/forms/value-texts";
import { usePanel } from "@/components/editor/panel/panel-context";
import { type AttributeValue, actionLimits } from "@/lib/actions/schema";
import type { AttributeType } from "@/lib/programmes/checks/surroundings";

interface Props {
  texts: ValueTexts;
  type: (change: Partial<ValueTexts>) => void;
  control: Control;
  /** The type of the attribute that is set; null while it has none. */
  known: AttributeType | null;
}

/** What the value is typed into, by where it comes from. */
export function ValueInputs(props: Props) {
  return inputs[originOf(props.texts.from)](props);
}

const inputs: { readonly [K in AttributeValue["kind"]]: (props: Props) => React.ReactNode } = {
  literal: (props) => <LiteralInputs {...props} />,
  now: () => null,
  attribute: (props) => <OtherAttribute {...props} />,
  increase: ({ texts, type, control }) => (
    <div className="flex gap-2">
      <Choice
        aria-label="More or less"
        value={texts.way === "lower" ? "lower" : "raise"}
        options={[
          ["raise", "Raise by"],
          ["lower", "Lower by"],
        ]}
        onChoose={(way) => type({ way })}
        className="w-32"
      />
      <NumberInput
        {...control}
        aria-label="By how much"
        maxLength={20}
        value={texts.by}
        onText={(by) => type({ by })}
        className="max-w-28"
      />
    </div>
  ),
  empty: () => null,
};

function OtherAttribute({ texts, type, control }: Props) {
  const { input } = usePanel();
  return (
    <Suggest
      control={control}
      label="Which attribute"
      placeholder="Which attribute"
      text={texts.attribute}
      onText={(attribute) => type({ attribute })}
      options={() => attributeOptions(input, input.definition.target)}
    />
  );
}

function LiteralInputs(props: Props) {
  const { texts, type, known } = props;
  const fixed = literalTypes.find(([one]) => one === known)?.[0];
  const shown = fixed ?? literalType(texts.type);
  return (
    <div className="flex flex-wrap gap-2">
      {fixed ? null : (
        <Choice
          aria-label="Type of the value"
          value={shown}
          options={literalTypes}
          onChoose={(chosen) => type({ type: chosen })}
          className="w-36"
        />
      )}
      {literals[shown](props)}
    </div>
  );
}

const literals: { readonly [T in LiteralType]: (props: Props) => React.ReactNode } = {
  boolean: ({ texts, type }) => (
    <div className="min-w-36 grow">
      <Segments
        label="Value"
        value={texts.truth === "false" ? "false" : "true"}
        options={[
          ["true", "True"],
          ["false", "False"],
        ]}
        onChoose={(truth) => type({ type: "boolean", truth })}
      />
    </div>
  ),
  text: ({ texts, type, control }) => (
    <TextInput
      {...control}
      aria-label="Value"
      maxLength={actionLimits.literal}
      value={texts.text}
      onText={(text) => type({ type: "text", text })}
      className="min-w-0 grow basis-36"
    />
  ),
  number: ({ texts, type, control }) => (
    <NumberInput
      {...control}
      aria-label="Value"
      maxLength={30}
      value={texts.number}
      onText={(number) => type({ type: "number", number })}
      className="min-w-0 grow basis-28"
    />
  ),
  date: ({ texts, type, control }) => (
    <span className="flex grow items-center gap-2 text-sm text-ink-3">
      <TextInput
        {...control}
        aria-label="Day"
        type="date"
        value={texts.day}
        onText={(day) => type({ type: "date", day })}
      />
      <TextInput
        aria-label="Time of day, in UTC"
        type="time"
        value={texts.time}
        onText={(time) => type({ type: "date", time })}
        className="max-w-28"
      />
      UTC
    </span>
  ),
};
