import "server-only";
import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Store } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { later, monotonicMs } from "@/lib/monotonic";
import { MINUTE_MS } from "@/lib/spans";
import { keyHash } from "@/lib/workspaces/keys/key-hash";
import type { KeyKind, Role } from "@/lib/workspaces/schema";

export interface FoundKey {
  id: string;
  workspaceId: string;
  kind: KeyKind;
  /** What an api key may do. */
  role: Role;
}

const REMEMBERED_MS = 5_000;
const REMEMBERED_AT_MOST = 1_000;

interface Hit {
  hash: string;
  key: FoundKey;
  until: number;
  store: Store;
}

// Keyed by the key as presented, so that a busy sender's is not hashed for every request; for a few seconds only, since nobody who reads
// this process's memory should find keys in it. Shared by the app's bundles, since the one that revokes a key is not the one that checks it.
declare global {
  var trigKeys: Map<string, Hit> | undefined;
}
globalThis.trigKeys ??= new Map();
const hits = globalThis.trigKeys;

/** Whom a presented key lets in: null for a key that is unknown, revoked or of another kind. A revoked key stops within five seconds. */
export async function findKey(
  store: Store,
  presentedKey: string,
  kinds: readonly KeyKind[],
): Promise<FoundKey | null> {
  const known = hits.get(presentedKey);
  if (known && known.until > monotonicMs() && known.store === store)
    return kinds.includes(known.key.kind) ? known.key : null;

  const hash = await keyHash(presentedKey);
  const [row] = await store
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));
  if (!row) {
    hits.delete(presentedKey);
    return null;
  }
  const key = { id: row.id, workspaceId: row.workspaceId, kind: row.kind, role: row.role };
  if (hits.size >= REMEMBERED_AT_MOST) hits.clear();
  const hit: Hit = { hash, key, until: monotonicMs() + REMEMBERED_MS, store };
  hits.set(presentedKey, hit);
  later(() => hits.get(presentedKey) === hit && hits.delete(presentedKey), REMEMBERED_MS);
  await noteUse(store, row);
  return kinds.includes(key.kind) ? key : null;
}

/** A key revoked in this process stops at once. */
export function forgetKey(hash: string): void {
  for (const [presentedKey, hit] of hits) if (hit.hash === hash) hits.delete(presentedKey);
}

async function noteUse(store: Store, row: { id: string; lastUsedAt: Date | null }): Promise<void> {
  const now = new Date();
  const aMinuteAgo = new Date(now.getTime() - MINUTE_MS);
  const { lastUsedAt } = row;
  // A moment that is still to come was noted before the clock was set back.
  if (lastUsedAt && lastUsedAt > aMinuteAgo && lastUsedAt <= now) return;
  const isOld = or(
    isNull(apiKeys.lastUsedAt),
    lt(apiKeys.lastUsedAt, aMinuteAgo),
    gt(apiKeys.lastUsedAt, now),
  );
  await store
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.id, row.id), isOld));
}
