import { toAttributeKey } from "@/lib/attribute-names";

/** Nothing that a mail's header would read as more than one address: names in brackets, lists, comments, quotes, what is not seen. */
const PART = /^[^\s@<>()[\],;:"\\\p{C}]+$/u;

/** An email address as it is kept and compared: lower case, without blanks around it. Null for what is none. */
export function toEmailAddress(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const address = value.trim().normalize("NFC").toLowerCase();
  const [name = "", domain = "", ...more] = address.split("@");
  const isAddress = more.length === 0 && [name, ...domain.split(".")].every((part) => PART.test(part));
  return isAddress ? address : null;
}

/** Whether a trait of this name, however it is spelled, is a person's email. */
export function isEmailName(name: string): boolean {
  return toAttributeKey(name) === "email";
}

/**
 * What traits say a person's address is, under whatever spelling: null that there is none, undefined where they say nothing of it or
 * nothing that is an address. Of several spellings the last counts.
 */
export function addressSaid(traits: Readonly<Record<string, unknown>>): string | null | undefined {
  let said: string | null | undefined;
  for (const [name, value] of Object.entries(traits)) {
    if (!isEmailName(name)) continue;
    const address = toEmailAddress(value);
    if (address !== null || (value === null && said === undefined)) said = address;
  }
  return said;
}
