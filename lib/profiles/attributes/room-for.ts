import { bounds } from "@/lib/events/bounds";
import type { Customer } from "@/lib/profiles/schema";

/** From so many characters a value counts by its length, too. */
const LONG = 1_000;

/** Whether a customer may have one more attribute, or a long value: what a stranger sends must not make somebody heavy for ever. */
export function roomFor(customer: Customer): { has(key: string, value: unknown): boolean } {
  let names: number | null = null;
  let long: number | null = null;
  return {
    has(key, value) {
      if (customer.times[key] === undefined && customer.attributes[key] === undefined) {
        names ??= new Set([...Object.keys(customer.attributes), ...Object.keys(customer.times)]).size;
        if (names >= bounds.attributesOfOne.most) return false;
        names++;
      }
      const length = lengthOf(value);
      if (length <= LONG) return true;
      long ??= Object.values(customer.attributes)
        .map(lengthOf)
        .reduce((sum, one) => sum + (one > LONG ? one : 0), 0);
      const before = lengthOf(customer.attributes[key]);
      const after = long - (before > LONG ? before : 0) + length;
      if (after > bounds.attributeBytesOfOne.most) return false;
      long = after;
      return true;
    },
  };
}

function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  return typeof value === "object" && value !== null ? JSON.stringify(value).length : 0;
}
