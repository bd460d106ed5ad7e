import { readsAttribute } from "@/lib/audiences/reads";
import { sameValue } from "@/lib/profiles/attributes/set-attribute";

type Values = Readonly<Record<string, unknown>>;

/** Whether any of the attributes that something reads differs between two states of a customer. */
export function differsIn(keys: readonly string[], before: Values, after: Values): boolean {
  const differs = (key: string) => !sameValue(before[key] ?? null, after[key] ?? null);
  return keys.some((key) => {
    if (!key.includes("*")) return differs(key);
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
      (one) => readsAttribute([key], one) && differs(one),
    );
  });
}
