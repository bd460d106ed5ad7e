import { createHmac, timingSafeEqual } from "node:crypto";

const FIVE_MINUTES_S = 300;

/** JSON with sorted keys: the text both sides sign. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
}

/** The value of x-inngest-signature for a body. */
export function sign(body: string, signingKey: string, atMs: number): string {
  const seconds = String(Math.floor(atMs / 1000));
  return `t=${seconds}&s=${digest(body + seconds, signingKey)}`;
}

/** Whether a signature is the key holder's, over this very body, and recent. */
export function isSigned(body: string, signature: string | null, signingKey: string, nowMs: number): boolean {
  const given = new URLSearchParams(signature ?? "");
  const seconds = given.get("t") ?? "";
  if (!/^\d+$/.test(seconds) || Math.abs(nowMs / 1000 - Number(seconds)) > FIVE_MINUTES_S) return false;
  const expected = Buffer.from(digest(body + seconds, signingKey));
  const actual = Buffer.from(given.get("s") ?? "");
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function digest(text: string, signingKey: string): string {
  return createHmac("sha256", signingKey.replace(/^signkey-\w+-/, ""))
    .update(text)
    .digest("hex");
}
