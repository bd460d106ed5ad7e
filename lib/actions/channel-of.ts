import type { ActionKind } from "@/lib/actions/schema";

/** What carries an action out of Trig; null where nothing leaves it. */
export const channelOf: { readonly [Kind in ActionKind]: "email" | "slack" | null } = {
  message: "email",
  reminder: "email",
  notify: "slack",
  update: null,
};
