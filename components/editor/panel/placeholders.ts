import { attributeOptions } from "@/components/editor/panel/attribute-options";
import type { Option } from "@/components/editor/panel/fields/match-options";
import type { CheckInput } from "@/lib/programmes/checks/surroundings";

/** Words to put into a text, and which part of them its author most likely writes anew. */
export interface Snippet extends Option {
  text: string;
}

/** Where a value is often missing, what to say instead. */
const fallbacks: Readonly<Record<string, string>> = {
  first_name: "there",
  name: "there",
  organization_name: "your team",
};

const always: readonly Snippet[] = [
  { id: "job_name", label: "job_name", note: "Name of this job", text: "{job_name}" },
];
const sender: Snippet = {
  id: "sender_name",
  label: "sender_name",
  note: "Name of the sender",
  text: "{sender_name}",
};

/** The placeholders that a message to a customer may hold. */
export function messageSnippets(input: CheckInput): Snippet[] {
  return [...attributes(input), ...own([...always, sender])];
}

/** The placeholders that a note to the team may hold; those with an email address can call somebody. */
export function noteSnippets(input: CheckInput): Snippet[] {
  return [...attributes(input), ...own(always)];
}

/** Whom a note may call: whoever's address an attribute holds. */
export function mentionSnippets(input: CheckInput): Snippet[] {
  const found = attributes(input).flatMap(({ label }) =>
    /e-?mail/i.test(label) && label !== "email" ? [label] : [],
  );
  return [...new Set(["case_owner_email", ...found])].map((key) => ({
    id: key,
    label: `@{${key}}`,
    text: `@{${key}}`,
  }));
}

function attributes(input: CheckInput): Snippet[] {
  return (["person", "organisation"] as const).flatMap((entity) =>
    attributeOptions(input, entity).flatMap((option) => {
      // What several tools call the name of an organisation is that in a text, where "name" is the person's.
      const key = entity === "organisation" && option.key === "name" ? "organization_name" : option.key;
      return option.type === "json" ? [] : [{ ...option, label: key, text: placeholder(key) }];
    }),
  );
}

function placeholder(key: string): string {
  const fallback = fallbacks[key];
  return fallback === undefined ? `{${key}}` : `{${key} | default: "${fallback}"}`;
}

function own(snippets: readonly Snippet[]): Snippet[] {
  return snippets.map((snippet) => ({ ...snippet, section: "Of the job" }));
}
