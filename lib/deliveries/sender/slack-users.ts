import "server-only";
import { lookupSlackUser } from "@/lib/channels/slack";
import type { Account } from "@/lib/deliveries/sender/find-account";
import { monotonicMs } from "@/lib/monotonic";
import { HOUR_MS, MINUTE_MS } from "@/lib/time";

const KNOWN_FOR_MS = 6 * HOUR_MS;
/** Somebody may join Slack any minute. */
const UNKNOWN_FOR_MS = 5 * MINUTE_MS;
const MOST = 5_000;

/** "account email" -> who that is, and until when we believe so. */
const cache = new Map<string, { userId: string | null; until: number }>();

/** The Slack users behind these addresses, as far as Slack knows them; asked once for a while. Throws when Slack cannot say just now. */
export async function slackUsers(
  account: Extract<Account, { channel: "slack" }>,
  emails: readonly string[],
): Promise<Map<string, string>> {
  const users = new Map<string, string>();
  for (const email of new Set(emails)) {
    const userId = await slackUser(account, email);
    if (userId) users.set(email, userId);
  }
  return users;
}

async function slackUser(
  account: Extract<Account, { channel: "slack" }>,
  email: string,
): Promise<string | null> {
  const key = `${account.id} ${email}`;
  const known = cache.get(key);
  if (known && known.until > monotonicMs()) return known.userId;
  const userId = await lookupSlackUser(account.credentials, email);
  if (cache.size >= MOST) cache.clear();
  cache.set(key, { userId, until: monotonicMs() + (userId ? KNOWN_FOR_MS : UNKNOWN_FOR_MS) });
  return userId;
}
