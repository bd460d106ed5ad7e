import type { Cause, Customer } from "@/lib/profiles/schema";

/**
 * Sets one attribute as of a moment: an older value never overwrites a newer one, null removes it, and the same value again is no change
 * but holds from then on against what is older. Says whether the value changed.
 */
export function setAttribute(
  customer: Customer,
  key: string,
  value: unknown,
  at: Date,
  cause: Cause | null,
): boolean {
  // A trait may be called like what every object has: constructor.
  const saidAt = Object.hasOwn(customer.times, key) ? customer.times[key] : undefined;
  const old = Object.hasOwn(customer.attributes, key) ? (customer.attributes[key] ?? null) : null;
  const isSame = sameValue(old, value ?? null);
  if (saidAt !== undefined && saidAt > at.getTime()) {
    if (!isSame && cause) customer.ignored.push({ key, value: value ?? null, at, reason: "older", cause });
    return false;
  }
  if (saidAt !== at.getTime()) {
    customer.times[key] = at.getTime();
    customer.timed = true;
  }
  if (isSame) return false;
  customer.touched = true;
  if (value === null || value === undefined) delete customer.attributes[key];
  else customer.attributes[key] = value;
  if (cause) customer.changes.push({ key, old, new: value ?? null, at, cause });
  return true;
}

/** Whether two attribute values are the same value. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
