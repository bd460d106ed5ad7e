import { isReason, type Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import { plural } from "@/lib/words/figures";

/** Deliveries that came to nothing for one reason. */
export interface Trouble {
  status: Extract<DeliveryStatus, "held" | "failed" | "skipped">;
  /** Also one that this version does not know: what failed for it is told all the same. */
  reason: string | null;
  deliveries: number;
}

/** What can no longer be sent, or was skipped, is told for so long: an old loss is no news. */
export const LOSS_TOLD_DAYS = 14;

type Remedy = readonly [what: string, remedy: string];

const lately = `in the last ${LOSS_TOLD_DAYS} days`;

/** Of each reason that only a person can release or repair, what it is and what to do; the rules themselves account for all others. */
const remedies: { readonly [Status in Trouble["status"]]: { readonly [Code in Reason]?: Remedy } } = {
  held: {
    loop_guard: [
      "held: these customers entered too many jobs within an hour",
      "Find out what keeps bringing them back, then release what should go with “Send again”.",
    ],
  },
  skipped: {
    too_late: [
      `skipped ${lately}, as they could not be sent in time`,
      "Use “Send again” for those that still make sense.",
    ],
    no_sender: [
      `skipped ${lately}, as neither the message nor the workspace says from whom it comes`,
      "Name a default sender in the settings of the workspace.",
    ],
    no_channel: [`skipped ${lately}, as no Slack channel was given`, "Name a channel in the job."],
    type_mismatch: [
      `skipped ${lately}, as the value does not fit the type of its attribute`,
      "Correct the value in the job, or the type of the attribute.",
    ],
  },
  failed: {
    sender_refused: [
      "refused: the email provider does not let us send from this address",
      "Verify its domain there, then use “Send again”.",
    ],
    provider_refused: [
      "refused by the provider",
      "Each shows what the provider answered: put that right, then use “Send again”.",
    ],
    not_in_channel: [
      "refused: Trig's Slack app may not post to the channel",
      "Invite it there, then use “Send again”.",
    ],
    channel_not_found: [
      "refused: Slack knows no channel of that name, or it is archived",
      "Restore the channel and use “Send again”, or name another in the job.",
    ],
    not_rendered: [
      "not put together: the template fails for these customers",
      "Each shows the error: correct the template and publish it.",
    ],
    empty: [
      "not sent, as the message came out empty for these customers",
      "Give its placeholders a fallback and publish it.",
    ],
    not_computed: [
      "set aside, as something they depend on could not be computed",
      "Each shows what: correct that value, then use “Send again”.",
    ],
  },
};

/** The reasons for which a skipped delivery needs a person. */
export const repairableSkips: readonly string[] = Object.keys(remedies.skipped);

/** What only a person can release or repair, each kind in a sentence that names the remedy. */
export function needsPerson(troubles: readonly Trouble[]): string[] {
  return troubles.flatMap(({ status, reason, deliveries }) => {
    const remedy = reason !== null && isReason(reason) ? remedies[status][reason] : undefined;
    if (!remedy) return status === "failed" ? [failed(deliveries)] : [];
    const [one, many] = status === "held" ? ["is", "are"] : ["was", "were"];
    return [`${plural(deliveries, `delivery ${one}`, `deliveries ${many}`)} ${remedy[0]}. ${remedy[1]}`];
  });
}

/** Deliveries that failed for a reason of their own. */
export function failed(deliveries: number): string {
  return `${plural(deliveries, "delivery", "deliveries")} failed. Each shows why: put that right, then use “Send again”.`;
}
