/*
 * Bytes as text in which each character is one byte, so that a place in the text is a place in what was sent. Web APIs only: Buffer is
 * Node's, and the latin1 of TextDecoder has other characters between 0x80 and 0x9f.
 */
/** Arguments of one call; engines take no end of them. */
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

/** What bytes say in UTF-8; each that is none of it becomes the sign for that. */
export function readUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Whether bytes are text in UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
