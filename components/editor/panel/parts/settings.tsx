"use client";

import { TextArea, TextInput } from "@/components/editor/panel/fields/inputs";
import { PanelField, PanelGroup } from "@/components/editor/panel/fields/panel-field";
import { read, unread } from "@/components/editor/panel/fields/reading";
import { Segments } from "@/components/editor/panel/fields/segments";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { type FormEntry, type FormProps, usePanel } from "@/components/editor/panel/panel-context";
import { SendingWindowField } from "@/components/editor/panel/parts/sending-window";
import { type Definition, definitionLimits } from "@/lib/programmes/schema";

/** What a programme is called, whom it is about, and when its messages may leave. */
export const settings: FormEntry<Definition> = {
  fields: ["name", "description", "target", "sendingWindow"],
  Form: (props) => (
    <>
      <NameField {...props} />
      <PanelField label="Description" path="description" hint="For whoever looks at this list later.">
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={definitionLimits.description}
            placeholder="Whoever signed up and has no project yet is shown the way to the first one."
            value={props.item.description}
            onText={(description) => props.change({ description }, "description")}
            className="max-h-80"
          />
        )}
      </PanelField>
      <TargetField {...props} />
      <SendingWindowField
        window={props.item.sendingWindow}
        change={(sendingWindow) => props.change({ sendingWindow }, "sendingWindow")}
      />
    </>
  ),
};

function NameField({ item, change }: FormProps<Definition>) {
  const kept = useKept({
    name: "name",
    value: item.name,
    texts: (text) => ({ text }),
    read: ({ text }) =>
      text.trim() === "" ? unread(`It needs a name. Until it has one it stays “${item.name}”.`) : read(text),
    commit: (name) => change({ name }, "name"),
  });
  return (
    <div {...kept.group}>
      <PanelField label="Name" path="name" problem={kept.problem}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={definitionLimits.name}
            value={kept.texts.text}
            onText={(text) => kept.type({ text })}
          />
        )}
      </PanelField>
    </div>
  );
}

function TargetField({ item, change }: FormProps<Definition>) {
  const { input } = usePanel();
  const isFixed = input.published !== null;
  return (
    <PanelGroup
      label="About"
      path="target"
      hint={isFixed ? "It was published, so this cannot change any more." : undefined}
    >
      {() => (
        <Segments
          label="About"
          value={item.target}
          options={[
            ["person", "People"],
            ["organisation", "Organisations"],
          ]}
          onChoose={(target) => change({ target })}
          isFixed={isFixed}
          field="target"
        />
      )}
    </PanelGroup>
  );
}
