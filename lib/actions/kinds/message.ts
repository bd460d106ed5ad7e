import { adviseMessage } from "@/lib/actions/advise-message";
import { customerEmail, emailTo, newEmail } from "@/lib/actions/kinds/customer-email";
import type { ActionEntry } from "@/lib/actions/kinds/entry";

/** An email to the customer. */
export const message: ActionEntry<"message"> = {
  ...customerEmail,
  noun: "message",
  idName: "message",
  label: "Message",
  participle: "sent",
  moments: ["entry", "step", "completion", "exit"],
  title: () => "Then",
  summary: (action, target) => `Email ${emailTo(action, target)}`,
  summaryWhenDue: (action, target) => `Email ${emailTo(action, target)}`,
  wait: () => null,
  advise: adviseMessage,
  create: (id) => ({ kind: "message", id, ...newEmail }),
};
