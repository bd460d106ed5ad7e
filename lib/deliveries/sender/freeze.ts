import { isBlank } from "@/lib/actions/is-blank";
import { providers } from "@/lib/channels/providers";
import { frozenRequestSchema, type NewRequest } from "@/lib/channels/requests";
import type { Parties } from "@/lib/deliveries/check/load-parties";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import type { Outcome } from "@/lib/deliveries/ledger/record-outcomes";
import { reasons } from "@/lib/deliveries/reasons";
import { composers, type TemplateInput } from "@/lib/deliveries/sender/compose";
import type { Sending } from "@/lib/deliveries/sender/sending";
import { MINUTE_MS } from "@/lib/time";

/** Nobody's address: what the outbox shows when no sender is set up yet. */
const NOBODY = "nobody@outbox.invalid";

/** What a message is made from at this moment. */
export function templateInput(
  row: DeliveryRow,
  parties: Parties,
  { programme, zone }: { programme: string; zone: string },
  { workspace, account, now }: Omit<Sending, "renderHtml">,
): TemplateInput {
  const { keepsMessages } = providers[account.provider];
  const { defaultSender = keepsMessages ? { name: workspace.name, address: NOBODY } : null } =
    workspace.settings;
  return {
    action: row.action,
    recipient: row.recipient,
    person: parties.person,
    organisation: parties.organisation,
    types: parties.types,
    programme: { name: programme },
    defaultSender,
    now,
    zone,
  };
}

/**
 * Fixes the exact request of a delivery that may leave. A frozen request stays as it is for its account; it is made anew for another one
 * only while no request can have reached a provider. If the provider keeps messages, the delivery is sent with that.
 */
export async function freeze(
  row: DeliveryRow,
  input: TemplateInput,
  sending: Sending,
  users: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const { id } = row;
  const { id: account, provider, channel } = sending.account;
  if (row.request !== null) {
    const frozen = frozenRequestSchema.parse(row.request);
    // A batch that surely did not arrive is undone: the key of its requests was the batch's.
    const undone = row.batchId !== null && !row.firstAttemptAt;
    if (frozen.account === account && !undone) return { id, status: "sending" };
    if (row.firstAttemptAt) {
      const detail = "The connection it was sent through is gone.";
      return { id, status: "waiting", restMs: MINUTE_MS, what: "later", detail };
    }
  }
  // A key that was ever used for another request is never used again.
  const key = { account, idempotencyKey: row.attempts === 0 ? id : `${id}-${row.attempts}` };
  try {
    const composed = await composers[channel].compose(input, { ...sending, users });
    if (!composed)
      return { id, status: "skipped", reason: "no_sender", what: "skipped", detail: reasons.no_sender };
    const blank = blankPart(composed.parts);
    if (blank) {
      const detail = blankSentence(blank, row, input);
      return { id, status: "failed", reason: "empty", what: "failed", detail };
    }
    const request: NewRequest = { channel, provider, ...key, payload: composed.payload };
    return providers[provider].keepsMessages
      ? {
          id,
          status: "sent",
          request,
          what: "sent",
          detail: `The ${providers[provider].label.toLowerCase()} took it.`,
        }
      : { id, status: "sending", request, what: "frozen" };
  } catch (error) {
    // One message that cannot be put together must not keep the others from leaving.
    const detail = error instanceof Error ? error.message : String(error);
    return { id, status: "failed", reason: "not_rendered", what: "failed", detail };
  }
}

function blankPart(parts: Readonly<Record<string, string>>): string | null {
  return Object.entries(parts).find(([, text]) => isBlank(text))?.[0] ?? null;
}

function blankSentence(part: string, { actionId }: DeliveryRow, input: TemplateInput): string {
  const { person, organisation, programme, recipient } = input;
  const customer = person?.email ?? organisation?.attributes.name ?? recipient;
  return `The ${part} of ${actionId} in ${programme.name} came out empty for ${customer}: its placeholders have no value there.`;
}
