const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** An email address as it is kept and compared: lower case, without blanks around it. Null for what is none. */
export function toEmailAddress(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const address = value.trim().toLowerCase();
  return ADDRESS.test(address) ? address : null;
}
