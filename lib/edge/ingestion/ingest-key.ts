import "server-only";
import type { Db } from "@/db";
import { AppError } from "@/lib/errors";
import type { Trust } from "@/lib/events/schema";
import { findKey } from "@/lib/workspaces/keys/find-key";
import type { KeyKind } from "@/lib/workspaces/schema";

/** Who sends: the workspace the key belongs to and what it may do. */
export interface Sender {
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
  const [user = ""] = Buffer.from(value, "base64").toString("utf8").split(":", 1);
  return user || null;
}

/** Lets a sender in by its key. */
export async function senderOf(db: Db, presentedKey: unknown): Promise<Sender> {
  const key =
    typeof presentedKey === "string" && presentedKey !== ""
      ? await findKey(db, presentedKey, ["write", "browser", "crm"])
      : null;
  const trust = key && TRUST[key.kind];
  if (!trust) throw new AppError("unauthorised", UNKNOWN);
  return { workspaceId: key.workspaceId, source: key.id, trust };
}
