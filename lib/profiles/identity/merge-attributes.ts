import { sameValue, setAttribute } from "@/lib/profiles/attributes/set-attribute";
import { joinAddresses } from "@/lib/profiles/identity/present-address";
import { type Customer, isAttributeTime } from "@/lib/profiles/schema";

/** Of each attribute of two who are joined, what was said last stays, be it a value or that there is none. Whoever has an address keeps it. */
export function mergeAttributes(from: Customer, into: Customer): void {
  const cause = { kind: "merge", id: from.id } as const;
  const hasAddress = from.email !== null || into.email !== null;
  const { kind } = joinAddresses(from, into, 0);
  if (kind === "same" || kind === "taken")
    setAttribute(into, "email", into.email, timeOf(from, "email"), cause);
  const keys = new Set([...Object.keys(from.attributes), ...Object.keys(from.times).filter(isAttributeTime)]);
  for (const key of keys) {
    if (key === "email" && hasAddress) continue;
    const value = own(from.attributes, key) ?? null;
    const at = timeOf(from, key);
    if ((own(into.times, key) ?? -1) < at.getTime()) setAttribute(into, key, value, at, cause);
    else if (!sameValue(own(into.attributes, key) ?? null, value))
      into.ignored.push({ key, value, at, reason: "older", cause });
  }
}

const timeOf = ({ times }: Customer, key: string) => new Date(own(times, key) ?? 0);

/** A trait may be called like what every object has: constructor. */
function own<Value>(of: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}
