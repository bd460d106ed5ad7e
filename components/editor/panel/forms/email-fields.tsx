"use client";

import { PanelGroup } from "@/components/editor/panel/fields/panel-field";
import { Segments } from "@/components/editor/panel/fields/segments";
import { TemplateField } from "@/components/editor/panel/fields/template-field";
import { RecipientsField } from "@/components/editor/panel/forms/recipients-field";
import { SenderField } from "@/components/editor/panel/forms/sender-field";
import { WhenField } from "@/components/editor/panel/forms/when-field";
import { usePanel } from "@/components/editor/panel/panel-context";
import { messageSnippets } from "@/components/editor/panel/placeholders";
import { actionLimits, type MessageAction } from "@/lib/actions/schema";

/** What every email to a customer has, whenever it goes out. */
export type EmailPart = Omit<MessageAction, "kind" | "id">;
export const emailFields = ["sender", "subject", "body", "format", "recipients", "when"] as const;

interface Props {
  email: EmailPart;
  change: (next: Partial<EmailPart>, coalesce?: string) => void;
  /** Whether its author begins with the subject, rather than with what stands above it. */
  isSubjectFirst?: boolean;
}

export function EmailFields({ email, change, isSubjectFirst = false }: Props) {
  const { input } = usePanel();
  const snippets = () => messageSnippets(input);
  return (
    <>
      {input.definition.target === "organisation" ? (
        <RecipientsField
          recipients={email.recipients}
          change={(recipients, coalesce) => change({ recipients }, coalesce)}
        />
      ) : null}
      <SenderField sender={email.sender} change={(sender) => change({ sender }, "sender")} />
      <TemplateField
        label="Subject"
        path="subject"
        text={email.subject}
        onText={(subject) => change({ subject }, "subject")}
        snippets={snippets}
        maxLength={actionLimits.subject}
        placeholder="Quick tip to get started"
        isLine
        isFirst={isSubjectFirst}
      />
      <TemplateField
        label="Message"
        path="body"
        text={email.body}
        onText={(body) => change({ body }, "body")}
        snippets={snippets}
        maxLength={actionLimits.body}
        placeholder={'Hi {first_name | default: "there"},'}
      />
      <PanelGroup
        label="Format"
        path="format"
        hint="Plain text reads like a person wrote it: more people open it and answer, and fewer filters stop it."
      >
        {() => (
          <Segments
            label="Format"
            value={email.format}
            options={[
              ["plain", "Plain text, recommended"],
              ["html", "HTML"],
            ]}
            onChoose={(format) => change({ format })}
            field="format"
          />
        )}
      </PanelGroup>
      <WhenField when={email.when} change={(when, coalesce) => change({ when }, coalesce)} />
    </>
  );
}
