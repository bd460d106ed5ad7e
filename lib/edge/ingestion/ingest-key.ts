import "server-only";
import type { Store } from "@/db";
import { fromByteText, readUtf8 } from "@/lib/edge/ingestion/byte-text";
import { AppError } from "@/lib/errors";
import type { Trust } from "@/lib/events/schema";
import { findKey } from "@/lib/workspaces/keys/find-key";
import type { KeyKind } from "@/lib/workspaces/schema";

/** Who sends: the workspace the key belongs to and what it may do. */
export interface EventSender {
  workspaceId: string;
  source: string;
  trust: Trust;
}

const TRUST: Partial<Record<KeyKind, Trust>> = { write: "server", browser: "browser", crm: "crm" };
const UNKNOWN =
  "This write key is not known: send one of the workspace's as the user name of Basic auth, or as writeKey in the body.";

/** The key that a request's header presents, as the user name of Basic auth or as a bearer token; null when there is none. */
export function keyInHeader(headers: Headers): string | null {
  const [scheme = "", value = ""] = (headers.get("authorization") ?? "").trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return value || null;
  if (scheme.toLowerCase() !== "basic") return null;
  const [user = ""] = fromBase64(value).split(":", 1);
  return user || null;
}

// Senders leave out the padding or use the URL alphabet. Whatever else is written is read as far as it goes: it presents a key, if an
// unknown one, and never counts as no key at all.
function fromBase64(written: string): string {
  const digits = written
    .replace(/=.*$/, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/[^A-Za-z0-9+/]/g, "");
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return readUtf8(fromByteText(atob(whole)));
}

/** Lets a sender in by its key. */
export async function senderOf(store: Store, presentedKey: unknown): Promise<EventSender> {
  const key =
    typeof presentedKey === "string" && presentedKey !== ""
      ? await findKey(store, presentedKey, ["write", "browser", "crm"])
      : null;
  const trust = key && TRUST[key.kind];
  if (!trust) throw new AppError("unauthorised", UNKNOWN);
  return { workspaceId: key.workspaceId, source: key.id, trust };
}
