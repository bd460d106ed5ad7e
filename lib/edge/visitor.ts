import "server-only";
import { headers } from "next/headers";
import { type Db, getDatabase } from "@/db";
import { cameFrom } from "@/lib/edge/came-from";
import { asOutcome, type Outcome } from "@/lib/edge/mutation";
import { env } from "@/lib/env";

/** Somebody who is not signed in, or need not be. */
export interface Visitor {
  db: Db;
  /** Where the request came from: tries are counted by it. */
  from: string;
}

/** A change that anybody may ask for: signing in is not asked, what it carries (a token, a password) is checked instead. */
export function visitorMutation<Args extends unknown[], Answer extends Outcome>(
  work: (visitor: Visitor, ...args: Args) => Promise<Answer>,
): ((...args: Args) => Promise<Answer | Outcome>) & { role: "anybody" } {
  const change = (...args: Args) =>
    asOutcome(async () => work({ db: await getDatabase(), from: cameFrom(await headers()) }, ...args));
  return Object.assign(change, { role: "anybody" as const });
}

/** The address of this instance as its visitors know it: for links in mails, the one it is configured with. */
export async function ownOrigin(): Promise<string> {
  const { TRIG_URL } = env();
  if (TRIG_URL) return new URL(TRIG_URL).origin;
  const host = (await headers()).get("host");
  return `http://${host ?? `127.0.0.1:${env().PORT}`}`;
}
