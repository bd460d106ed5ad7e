import "server-only";
import { eq } from "drizzle-orm";
import type { Store } from "@/db";
import { rejectedEvents } from "@/db/schema/events";
import { apiKeys } from "@/db/schema/workspaces";
import { newId } from "@/lib/ids";
import { monotonicMs } from "@/lib/monotonic";
import { keyHash } from "@/lib/workspaces/keys/key-hash";

/** Rows about keys that no workspace knows belong to none. */
export const NO_WORKSPACE = "";
const NOTED_EVERY_MS = 1_000;
const SHOWN_CHARACTERS = 14;
let notedAtMs = Number.NEGATIVE_INFINITY;

/**
 * Keeps that a request came with a key that does not let it in, and why, so that whoever set up the sender finds out. Only the beginning
 * of the key is kept, and not more than one request a second: anybody can send wrong keys.
 */
export async function keepRefusedKey(store: Store, presented: unknown, receivedAt: Date): Promise<void> {
  if (monotonicMs() - notedAtMs < NOTED_EVERY_MS) return;
  notedAtMs = monotonicMs();
  const key = typeof presented === "string" ? presented : "";
  const [known] = key
    ? await store
        .select()
        .from(apiKeys)
        .where(eq(apiKeys.hash, await keyHash(key)))
    : [];
  await store.insert(rejectedEvents).values({
    id: newId("rej"),
    workspaceId: known?.workspaceId ?? NO_WORKSPACE,
    source: known?.id ?? "",
    field: "writeKey",
    sentence: sentenceOf(key, known),
    excerpt: key === "" ? "" : `${key.slice(0, Math.min(SHOWN_CHARACTERS, Math.floor(key.length / 2)))}…`,
    receivedAt,
  });
}

function sentenceOf(key: string, known: { kind: string; revokedAt: Date | null } | undefined): string {
  if (key === "") return "There was no write key.";
  if (!known) return "This write key is not known: it was mistyped, cut off, or is of another Trig.";
  if (known.revokedAt) return "This key was revoked.";
  return "This key is for Trig's own API; events need a write key.";
}
