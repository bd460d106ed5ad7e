import { providers } from "@/lib/channels/providers";
import type { Provider, SendResult } from "@/lib/channels/schema";
import { backOffMs } from "@/lib/deliveries/ledger/back-off";
import { type Reason, reasonOfRefusal } from "@/lib/deliveries/reasons";
import { MINUTE_MS } from "@/lib/time";

/** A result of asking the provider, or of looking for a message that may have been sent. */
export type AttemptResult =
  | SendResult
  | { outcome: "cannot_look"; detail: string; worthAskingAgain: boolean };

export type AttemptOutcome =
  | { status: "sent"; what: "sent"; providerId: string }
  | { status: "failed"; what: "refused"; reason: Reason; detail: string }
  | { status: "unconfirmed"; what: "unconfirmed"; reason: "unconfirmed"; detail: string }
  | {
      status: "waiting";
      what: "refused" | "later" | "unknown";
      restMs: number;
      surelyNotSent: boolean;
      /** The provider was only asked to look. */
      countsAsAttempt?: boolean;
      detail: string;
    };

/** A rejected key concerns every message of the account: they wait until somebody has corrected it. */
const KEY_REST_MS = MINUTE_MS;

export interface Tried {
  provider: Provider;
  /** How often it had been tried before. */
  attempts: number;
  /** Since when an earlier request may have arrived; null when surely none has. */
  unknownSince: Date | null;
}

/**
 * What becomes of a delivery after a provider's answer. A definite no ends it; "not now" and no clear answer keep it waiting, longer each
 * time. It is called refused only if that leaves no doubt about earlier requests either. If its provider does not recognise a repeat, no
 * clear answer makes it unconfirmed.
 */
export function outcomeOfAttempt(result: AttemptResult, tried: Tried, chance: number): AttemptOutcome {
  const { repeatableForMs, lookedForAfterMs } = providers[tried.provider];
  const restMs = (least = 0) => backOffMs(tried.attempts, chance, least);
  const surelyNotSent = tried.unknownSince === null;
  switch (result.outcome) {
    case "sent":
      return { status: "sent", what: "sent", providerId: result.providerId };
    case "later":
      return {
        status: "waiting",
        what: "later",
        restMs: restMs(result.retryAfterMs),
        surelyNotSent,
        detail: result.detail,
      };
    case "unknown":
      if (repeatableForMs === 0) return unconfirmed(result.detail);
      return {
        status: "waiting",
        what: "unknown",
        restMs: restMs(Math.max(lookedForAfterMs ?? 0, result.retryAfterMs ?? 0)),
        surelyNotSent: false,
        detail: result.detail,
      };
    case "cannot_look":
      if (!result.worthAskingAgain) return unconfirmed(result.detail);
      return {
        status: "waiting",
        what: "unknown",
        restMs: restMs(),
        surelyNotSent: false,
        countsAsAttempt: true,
        detail: result.detail,
      };
    case "refused": {
      const { code, detail } = result;
      if (code === "provider_auth") {
        return { status: "waiting", what: "refused", restMs: restMs(KEY_REST_MS), surelyNotSent, detail };
      }
      // The key stands for another message: something was sent under it.
      if (code === "key_reused") return unconfirmed(detail);
      // It was asked for before, nobody has looked for it, and this answer may be about today's settings only.
      if (!surelyNotSent && lookedForAfterMs === null && code !== "invalid_request")
        return unconfirmed(detail);
      return { status: "failed", what: "refused", reason: reasonOfRefusal[code], detail };
    }
  }
}

function unconfirmed(detail: string): AttemptOutcome {
  return { status: "unconfirmed", what: "unconfirmed", reason: "unconfirmed", detail };
}
