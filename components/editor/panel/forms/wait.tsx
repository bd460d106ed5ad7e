"use client";

import { DelayField } from "@/components/editor/panel/forms/delay-field";
import type { FormEntry } from "@/components/editor/panel/panel-context";
import type { Wait } from "@/lib/programmes/schema";

/** The pass stands still for a while. */
export const wait: FormEntry<Wait> = {
  fields: ["delay"],
  Form: ({ item, change }) => (
    <DelayField
      label="Wait for"
      delay={item.delay}
      change={(delay) => change({ delay }, "delay")}
      hint="Days and longer keep the time of day. Whoever reaches the goal meanwhile completes at once."
    />
  ),
};
