import "server-only";
import { type Db, getDatabase } from "@/db";
import { asOutcome, type Outcome } from "@/lib/edge/mutation";
import { visitAtHand } from "@/lib/edge/sign-in/visit";
import type { Visit } from "@/lib/members/schema";

/** Somebody who is not signed in, or need not be. */
export interface Visitor extends Visit {
  db: Db;
}

/** A change that anybody may ask for: signing in is not asked, what it carries (a token, a password) is checked instead. */
export function visitorMutation<Args extends unknown[], Answer extends Outcome>(
  work: (visitor: Visitor, ...args: Args) => Promise<Answer>,
): ((...args: Args) => Promise<Answer | Outcome>) & { role: "anybody" } {
  const change = (...args: Args) =>
    asOutcome(async () => work({ db: await getDatabase(), ...(await visitAtHand()) }, ...args));
  return Object.assign(change, { role: "anybody" as const });
}
