import { isMessage } from "@/lib/actions/is-message";
import { actionEntry } from "@/lib/actions/kinds";
import type { Check, CheckInput } from "@/lib/programmes/checks/surroundings";
import { actionsOf } from "@/lib/programmes/flow";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Problem } from "@/lib/programmes/schema";

/** Each moment has the actions it needs, and each message comes from somebody. */
export const lanes: Check = (input) => [...intervention(input), ...fallback(input), ...senders(input)];

function intervention({ definition }: CheckInput): Problem[] {
  if (!programmeRules[definition.kind].intervenes) return [];
  const before = actionsOf(definition).filter(({ moment }) => moment === "entry" || moment === "step");
  if (before.length === 0) {
    const message = `Nothing happens on entry or after it, so this ${definition.kind} does nothing for its goal.`;
    return [{ check: "J07", severity: "warning", path: "entry", message, fix: "Add an entry message." }];
  }
  if (before.some(({ action }) => actionEntry(action).reaches !== "team")) return [];
  const message = "The team is told, but nothing reaches the customer.";
  return [{ check: "J07", severity: "warning", path: "entry", message, fix: "Add an entry message." }];
}

function fallback({ definition }: CheckInput): Problem[] {
  if (!programmeRules[definition.kind].intervenes || definition.exit.length > 0) return [];
  const message = "There is no exit action, so nobody learns of those who did not reach the goal.";
  return [
    {
      check: "J08",
      severity: "note",
      path: "exit",
      message,
      fix: "Tell the team, or set a failed_ attribute.",
    },
  ];
}

function senders({ definition, workspace }: CheckInput): Problem[] {
  if (workspace.hasDefaultSender) return [];
  return actionsOf(definition).flatMap(({ action, path }): Problem[] => {
    if (!isMessage(action) || action.sender) return [];
    const message = "This message has no sender and the workspace has no default one.";
    return [
      {
        check: "sender",
        severity: "error",
        path: `${path}.sender`,
        message,
        fix: "Name a sender, or set the default sender.",
      },
    ];
  });
}
