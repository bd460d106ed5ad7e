/*
 * Bytes as text with one character per byte, so that a position in the text is a position in the request. Web APIs only: Buffer is Node's,
 * and TextDecoder's latin1 is windows-1252, which has other characters from 0x80 to 0x9f.
 */
/** Engines limit the arguments of a call. */
const MOST_AT_ONCE = 8_192;

/** One character for each byte. */
export function toByteText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += MOST_AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + MOST_AT_ONCE));
  return text;
}

/** One byte for each character. */
export function fromByteText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Decodes UTF-8; invalid bytes become U+FFFD. */
export function readUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Whether bytes are valid UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
