/** What can happen to a delivery, in words that a detail may follow. A code that has ever been stored stays. */
export const historyWords = {
  decided: "Decided",
  frozen: "Written out, ready to send",
  tried: "Handed to the provider",
  sent: "Sent",
  done: "Carried out",
  refused: "Refused",
  failed: "Could not be put together",
  later: "Put off",
  unknown: "No clear answer",
  skipped: "Skipped",
  held: "Held",
  released: "Let go",
  unconfirmed: "Unconfirmed",
  sent_again: "Sent again",
} as const;

export type HistoryKind = keyof typeof historyWords;

/** Whether a text names something that can happen to a delivery. */
export function isHistoryKind(text: string): text is HistoryKind {
  return Object.hasOwn(historyWords, text);
}
