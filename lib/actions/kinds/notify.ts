import { adviseNote } from "@/lib/actions/advise-note";
import type { ActionEntry } from "@/lib/actions/kinds/entry";
import { whenOf } from "@/lib/actions/kinds/when-of";
import type { ActionOf } from "@/lib/actions/schema";

/** A note to our own team: a post to a Slack channel. */
export const notify: ActionEntry<"notify"> = {
  noun: "team note",
  idName: "note",
  preposition: "about",
  label: "Team note",
  participle: "told",
  happened: () => "The team was told",
  notYet: () => "The team has not been told yet",
  didNot: () => "The team was not told",
  readIt: "Read it",
  reaches: "team",
  channel: "slack",
  moments: ["entry", "step", "completion", "exit"],
  title: () => "Then",
  summary: noteWords,
  summaryWhenDue: noteWords,
  wait: () => null,
  filters: whenOf,
  destination: ({ channel }) => ({ to: "address", address: channel }),
  templates: ({ text }) => [{ field: "text", text }],
  headline: ({ text }) => text.trimStart().split("\n", 1)[0] ?? "",
  letter: ({ channel, text }) => ({ lines: [["Channel", channel]], text }),
  advise: adviseNote,
  create: (id) => ({ kind: "notify", id, channel: "", text: "" }),
};

function noteWords({ channel }: ActionOf<"notify">): string {
  return `Post to ${channel || "a channel"}`;
}
