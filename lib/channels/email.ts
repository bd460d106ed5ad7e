import { z } from "zod";
import type { ChannelEntry } from "@/lib/channels/channel-entry";

/** One email as it is asked of the provider; frozen before the first attempt. */
export const emailPayloadSchema = z.strictObject({
  from: z.string(),
  to: z.array(z.string()).min(1),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type EmailPayload = z.infer<typeof emailPayloadSchema>;

/** Messages to customers. */
export const email = {
  reaches: "customer",
  confinedToWindow: true,
  hasOptOut: true,
  missingRecipient: "no_email",
  ignoresCase: true,
  message: {
    unconnected:
      "No email provider is connected: messages to customers stay in Trig's outbox and reach nobody.",
    payload: emailPayloadSchema,
    shown: ({ from, to, subject, text, html }: EmailPayload) => ({
      headline: subject,
      lines: [
        ["From", from],
        ["To", to.join(", ")],
        ["Subject", subject],
      ],
      text,
      html,
    }),
  },
} as const satisfies ChannelEntry;
