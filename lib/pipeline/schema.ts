/*
 * The words of what drives everything.
 *   news      accepted events that have not been applied yet.
 *   mark      a customer to look at again because an action, or the other side, changed something.
 *   due       a customer outside a programme for whom time alone may have changed the verdict.
 *   alarm     an enrolment's own wake-up.         sweep  finds whatever an alarm or announcement missed.
 *   seed      the walk over all customers after go-live or resume.
 * The doors: news/apply-news.ts; in time/ advance.ts (an alarm), look-at-marked.ts, look-at-due.ts, seed-batch.ts, sweep.ts, catch-up.ts
 * (before a send) and pick-up.ts (at a start). decide.ts, prepare.ts and quarantine.ts serve all of them.
 * Every verb here is one transaction per batch: customers locked, rules asked, everything written, announcements with it.
 */

import type { Json } from "@/lib/profiles/attributes/values";

/** An accepted event as the pipeline reads it. */
export interface NewsEvent {
  id: string;
  type: "track" | "identify" | "group" | "page" | "screen" | "alias";
  name: string | null;
  userId: string | null;
  anonymousId: string | null;
  email: string | null;
  /** What an identify call says the address is: null that there is none, undefined nothing. */
  saidEmail: string | null | undefined;
  groupId: string | null;
  previousId: string | null;
  body: Record<string, unknown>;
  occurredAt: Date;
  receivedAt: Date;
  source: string;
  trust: "server" | "browser" | "crm";
  imported: boolean;
}

/** A trait as an identify or group call says it, under the key it is stored as. */
export interface Trait {
  key: string;
  /** As its sender spells it. */
  name: string;
  value: Json;
  /** Why it is not taken over, whatever is known already. */
  not?: "own_name" | "no_address";
}
