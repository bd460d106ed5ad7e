import type { RefusalCode } from "@/lib/channels/schema";

/** Why a delivery was not sent, in words for people. Every delivery that is not sent carries exactly one of these. */
export const reasons = {
  no_email: "This person has no email address.",
  no_recipient: "The organisation has nobody with an email address to write to.",
  no_sender: "Neither the message nor the workspace says from whom it comes.",
  no_channel: "No Slack channel was given.",
  not_rendered: "The message could not be put together from its template.",
  empty: "It came out empty for this customer, and so was not sent.",
  not_computed: "Something that this delivery depends on could not be computed, so it was set aside.",
  address_changed: "This person's email address changed before the message left.",
  suppressed: "This person is not to be written to: they opted out, complained, or their address bounced.",
  goal_met: "The goal was met before the message left.",
  enrolment_ended: "The customer left before the message was sent.",
  merged_duplicate: "This person turned out to be somebody we know, who is already being written to.",
  same_address: "Somebody else who has this address got it already.",
  archived: "Archived before the message left.",
  cancelled: "Cancelled by hand before the message left.",
  condition_not_met: "The condition of this action did not hold when it was due.",
  previous_not_sent: "The message before this reminder was not sent.",
  too_late: "It could not be sent in time and would have come too late.",
  type_mismatch: "The value does not fit the type of the attribute.",
  paused: "Held by a pause.",
  loop_guard: "Held: this customer entered too often within an hour.",
  sender_refused: "The email provider does not let us send from this address: verify its domain there.",
  provider_refused: "The provider refused the message.",
  not_in_channel: "Trig's Slack app may not post to this channel: invite it there.",
  channel_not_found: "Slack knows no channel of this name, or it is archived.",
  unconfirmed: "The provider was asked, but never said whether the message arrived.",
} as const;

export type Reason = keyof typeof reasons;

/** Whether a text names a reason. */
export function isReason(text: string | undefined): text is Reason {
  return text !== undefined && Object.hasOwn(reasons, text);
}

/** The reason that a provider's definite refusal gives. */
export const reasonOfRefusal: { readonly [Code in RefusalCode]: Reason } = {
  provider_auth: "provider_refused",
  sender_refused: "sender_refused",
  invalid_request: "provider_refused",
  key_reused: "provider_refused",
  channel_not_found: "channel_not_found",
  not_in_channel: "not_in_channel",
};
