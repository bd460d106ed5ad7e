"use client";

import { PanelField } from "@/components/editor/panel/fields/panel-field";
import { read } from "@/components/editor/panel/fields/reading";
import { Suggest } from "@/components/editor/panel/fields/suggest";
import { TemplateField } from "@/components/editor/panel/fields/template-field";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import { channelsInUse } from "@/components/editor/panel/forms/channels-in-use";
import { WhenField } from "@/components/editor/panel/forms/when-field";
import { type FormEntry, type FormProps, usePanel } from "@/components/editor/panel/panel-context";
import { mentionSnippets, noteSnippets } from "@/components/editor/panel/placeholders";
import { actionLimits, type NotifyAction } from "@/lib/actions/schema";

/** A note to our own team. */
export const notify: FormEntry<NotifyAction> = {
  fields: ["channel", "text", "when"],
  Form: NotifyForm,
};

function NotifyForm({ item, change }: FormProps<NotifyAction>) {
  const { input } = usePanel();
  const kept = useKept({
    name: "channel",
    value: item.channel,
    texts: (text) => ({ text }),
    read: ({ text }) => read(text.trim()),
    commit: (channel) => change({ channel }),
  });
  return (
    <>
      <div {...kept.group}>
        <PanelField label="Slack channel" path="channel" problem={kept.problem}>
          {(control) => (
            <Suggest
              control={control}
              label="Slack channel"
              text={kept.texts.text}
              onText={(text) => kept.type({ text })}
              options={() => channelsInUse(input).map((channel) => ({ id: channel, label: channel }))}
              placeholder="#customer-success"
              maxLength={actionLimits.channel}
            />
          )}
        </PanelField>
      </div>
      <TemplateField
        label="Text"
        path="text"
        text={item.text}
        onText={(text) => change({ text }, "text")}
        snippets={() => noteSnippets(input)}
        mentions={() => mentionSnippets(input)}
        maxLength={actionLimits.note}
        placeholder="@{case_owner_email} – {organization_name} needs a manual follow-up."
        hint="An @ before an attribute that holds an email address calls that person in Slack."
      />
      <WhenField when={item.when} change={(when, coalesce) => change({ when }, coalesce)} />
    </>
  );
}
