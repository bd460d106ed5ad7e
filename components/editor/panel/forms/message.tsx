"use client";

import { EmailFields, emailFields } from "@/components/editor/panel/forms/email-fields";
import type { FormEntry } from "@/components/editor/panel/panel-context";
import type { MessageAction } from "@/lib/actions/schema";

/** An email to the customer. */
export const message: FormEntry<MessageAction> = {
  fields: emailFields,
  Form: ({ item, change }) => <EmailFields email={item} change={change} isSubjectFirst />,
};
