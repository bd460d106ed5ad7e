/** A sentence as a part of another one: it begins with a small letter, unless with one of our names. */
export function inSentence(text: string): string {
  return /^(Slack|Trig)\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
