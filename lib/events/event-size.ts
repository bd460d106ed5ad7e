/** As \\u0000; a number has 25 digits and signs at most. */
const MOST_BYTES_A_CHARACTER = 6;
const MOST_BYTES_A_NUMBER = 25;

/** Whether a value takes more than so many bytes as JSON; nearly every one is so far from it that it need not be written down to know. */
export function isLargerThan(bytes: number, value: unknown): boolean {
  return mostBytes(value) > bytes && bytesOf(value) > bytes;
}

/** What a value takes as JSON. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function mostBytes(value: unknown): number {
  if (typeof value === "string") return 2 + value.length * MOST_BYTES_A_CHARACTER;
  if (typeof value !== "object" || value === null) return MOST_BYTES_A_NUMBER;
  let bytes = 2;
  if (Array.isArray(value)) for (const one of value) bytes += 1 + mostBytes(one);
  else
    for (const [key, one] of Object.entries(value))
      bytes += 4 + key.length * MOST_BYTES_A_CHARACTER + mostBytes(one);
  return bytes;
}
