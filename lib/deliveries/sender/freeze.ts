import { isBlank } from "@/lib/actions/is-blank";
import type { Subject } from "@/lib/deliveries/check/load-subjects";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import type { Settlement } from "@/lib/deliveries/ledger/record-outcomes";
import { reasons } from "@/lib/deliveries/reasons";
import { type FrozenRequest, frozenRequestSchema } from "@/lib/deliveries/schema";
import { composeEmail, composeNote, type Material } from "@/lib/deliveries/sender/compose";
import type { Account } from "@/lib/deliveries/sender/find-account";
import { MINUTE_MS } from "@/lib/time";
import type { Workspace } from "@/lib/workspaces/schema";

/** What freezing needs to know besides the delivery itself. */
export interface Freezing {
  workspace: Workspace;
  /** Null: the outbox. */
  account: Account | null;
  slackUsers: ReadonlyMap<string, string>;
  renderHtml: (text: string) => Promise<string>;
  now: Date;
}

/** Nobody's address: what the outbox shows when no sender is set up yet. */
const NOBODY = "nobody@outbox.invalid";

/** What a message is made from at this moment. */
export function materialOf(
  row: DeliveryRow,
  subject: Subject,
  { programme, zone }: { programme: string; zone: string },
  how: Pick<Freezing, "workspace" | "account" | "now">,
): Material {
  const { defaultSender } = how.workspace.settings;
  const shown = how.account === null ? { name: how.workspace.name, address: NOBODY } : null;
  return {
    action: row.action,
    recipient: row.recipient,
    person: subject.person,
    organisation: subject.organisation,
    types: subject.types,
    programme: { name: programme },
    defaultSender: defaultSender ?? shown,
    now: how.now,
    zone,
  };
}

/**
 * Fixes the exact request of a delivery that may leave. What was frozen stays frozen for its account; only while no request can have
 * reached a provider may it be made anew for another one. With no provider connected it is in the outbox, and so sent.
 */
export async function freeze(row: DeliveryRow, material: Material, how: Freezing): Promise<Settlement> {
  const { id } = row;
  const account = how.account?.id ?? null;
  if (row.request !== null) {
    const frozen = frozenRequestSchema.parse(row.request);
    // What left in a batch that surely did not arrive is made anew: its key was the batch's.
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
    const request = await compose(row, material, how, key);
    if (!request)
      return { id, status: "skipped", reason: "no_sender", what: "skipped", detail: reasons.no_sender };
    const blank = blankPart(request.payload);
    if (blank) {
      const detail = blankSentence(blank, row, material);
      return { id, status: "failed", reason: "empty", what: "failed", detail };
    }
    return account === null
      ? { id, status: "sent", request, what: "sent", detail: "The outbox took it." }
      : { id, status: "sending", request, what: "frozen" };
  } catch (error) {
    // One message that cannot be put together must not keep the others from leaving.
    const detail = error instanceof Error ? error.message : String(error);
    return { id, status: "failed", reason: "not_rendered", what: "failed", detail };
  }
}

async function compose(
  row: DeliveryRow,
  material: Material,
  { account, renderHtml, slackUsers }: Freezing,
  key: { account: string | null; idempotencyKey: string },
): Promise<FrozenRequest | null> {
  if (row.channel === "slack") {
    const payload = composeNote(material).payload(slackUsers);
    return { channel: "slack", provider: account ? "slack" : "outbox", ...key, payload };
  }
  const payload = await composeEmail(material, renderHtml);
  return payload && { channel: "email", provider: account ? "resend" : "outbox", ...key, payload };
}

/** The part of a message that would show nothing; providers refuse such a message, each in words of its own. */
function blankPart(payload: FrozenRequest["payload"]): string | null {
  if ("subject" in payload && isBlank(payload.subject)) return "subject";
  return isBlank(payload.text) ? "text" : null;
}

function blankSentence(part: string, { actionId }: DeliveryRow, material: Material): string {
  const { person, organisation, programme, recipient } = material;
  const customer = person?.email ?? organisation?.attributes.name ?? recipient;
  return `The ${part} of ${actionId} in ${programme.name} came out empty for ${customer}: its placeholders have no value there.`;
}
