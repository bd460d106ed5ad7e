"use client";

import { DelayField } from "@/components/editor/panel/forms/delay-field";
import { EmailFields, emailFields } from "@/components/editor/panel/forms/email-fields";
import type { FormEntry } from "@/components/editor/panel/panel-context";
import type { ReminderAction } from "@/lib/actions/schema";

/** An email to the customer, some time after the message before it. */
export const reminder: FormEntry<ReminderAction> = {
  fields: ["delay", ...emailFields],
  Form: ({ item, change }) => (
    <>
      <DelayField
        label="Send it after"
        delay={item.delay}
        change={(delay) => change({ delay }, "delay")}
        hint="Counted from the message before it, or from entry if there was none. It goes only to who has not reached the goal."
      />
      <EmailFields email={item} change={change} />
    </>
  ),
};
