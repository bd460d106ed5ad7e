import { type Customer, isAttributeTime } from "@/lib/profiles/schema";
import { sameValue, setAttribute } from "@/lib/profiles/set-attribute";

/** Of each attribute of two who are joined, what was said last stays, be it a value or that there is none. */
export function mergeAttributes(from: Customer, into: Customer): void {
  const cause = { kind: "merge", id: from.id } as const;
  const keys = new Set([...Object.keys(from.attributes), ...Object.keys(from.times).filter(isAttributeTime)]);
  for (const key of keys) {
    // Whoever has an address keeps it: a public key can make somebody join, and must not redirect mail by that.
    if (key === "email" && into.email !== null) continue;
    const value = from.attributes[key] ?? null;
    const at = new Date(from.times[key] ?? 0);
    if ((into.times[key] ?? -1) < at.getTime()) setAttribute(into, key, value, at, cause);
    else if (!sameValue(into.attributes[key] ?? null, value))
      into.ignored.push({ key, value, at, reason: "older", cause });
  }
}
