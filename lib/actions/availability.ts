import type { ActionKind, Moment } from "./schema";

/** When each kind of action may fire: a reminder only between entry and the end, everything else at any moment. */
export const availability: { [Kind in ActionKind]: readonly Moment[] } = {
  message: ["entry", "step", "completion", "exit"],
  reminder: ["step"],
  notify: ["entry", "step", "completion", "exit"],
  update: ["entry", "step", "completion", "exit"],
};
