import "server-only";
import { createHash } from "node:crypto";

/**
 * Gives what a tool signed without a messageId one made of what was signed: whoever repeats a signed body that they got hold of adds
 * nothing. Two items alike in one body are two.
 */
export function nameSigned(items: readonly unknown[], source: string, bytes: Uint8Array): unknown[] {
  const digest = createHash("sha256").update(bytes).digest("base64url");
  return items.map((item, index) =>
    isCall(item) && isUnnamed(item.messageId)
      ? { ...item, messageId: `signed_${source}_${digest}_${index}` }
      : item,
  );
}

function isCall(item: unknown): item is Record<string, unknown> {
  return typeof item === "object" && item !== null && Object.getPrototypeOf(item) === Object.prototype;
}

function isUnnamed(messageId: unknown): boolean {
  return (
    messageId === undefined ||
    messageId === null ||
    (typeof messageId === "string" && messageId.trim() === "")
  );
}
