import type { ActionVerdict } from "@/lib/insights/why/schema";
import type { Tone } from "@/lib/words/tone";

/** What became of an action, or will, in a word or two. */
export const actionTones: { readonly [Verdict in ActionVerdict]: { label: string; tone: Tone } } = {
  got: { label: "Done", tone: "good" },
  on_its_way: { label: "On its way", tone: "info" },
  not_sent: { label: "Not sent", tone: "warn" },
  due: { label: "To come", tone: "info" },
  will_be_skipped: { label: "Will be skipped", tone: "warn" },
  if_completed: { label: "If the goal is met", tone: "idle" },
  if_exits: { label: "If it is not met", tone: "idle" },
  paused: { label: "Stands still", tone: "warn" },
  will_not: { label: "Not", tone: "idle" },
  other_version: { label: "Not in this version", tone: "idle" },
  outside: { label: "Not in it", tone: "idle" },
  other_arm: { label: "In another arm", tone: "idle" },
  later: { label: "Later", tone: "idle" },
};
