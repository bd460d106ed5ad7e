import "server-only";
import { providerCalls } from "@/lib/channels/provider-calls";
import type { Account } from "@/lib/deliveries/sender/find-account";
import { monotonicMs } from "@/lib/monotonic";
import { HOUR_MS, MINUTE_MS } from "@/lib/time";

const KNOWN_FOR_MS = 6 * HOUR_MS;
/** Shorter: the person may join at any time. */
const UNKNOWN_FOR_MS = 5 * MINUTE_MS;
const MOST = 5_000;

/** "account email" -> who that is, and until when we believe so. */
const cache = new Map<string, { userId: string | null; until: number }>();

/** The provider's users behind these addresses, as far as it knows them; answers are cached. Throws when it cannot say just now. */
export async function findUsers(account: Account, emails: readonly string[]): Promise<Map<string, string>> {
  const users = new Map<string, string>();
  for (const email of new Set(emails)) {
    const userId = await findUser(account, email);
    if (userId) users.set(email, userId);
  }
  return users;
}

async function findUser({ id, provider, credentials }: Account, email: string): Promise<string | null> {
  const key = `${id} ${email}`;
  const known = cache.get(key);
  if (known && known.until > monotonicMs()) return known.userId;
  const userId = (await providerCalls[provider].findUser?.(credentials, email)) ?? null;
  if (cache.size >= MOST) cache.clear();
  cache.set(key, { userId, until: monotonicMs() + (userId ? KNOWN_FOR_MS : UNKNOWN_FOR_MS) });
  return userId;
}
