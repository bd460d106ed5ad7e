import { bounds } from "@/lib/events/bounds";
import { bytesOf } from "@/lib/events/event-size";
import { findUnstorable } from "@/lib/events/find-unstorable";
import { MOST_OF_A_FIELD, type Refusal } from "@/lib/events/schema";
import { Unreadable } from "@/lib/events/unreadable";

/** What a batch says of all its events becomes a part of each: it is checked once, and must be small because it is kept as often as there are events. */
export function checkBatchContext(
  context: unknown,
  checkText: boolean,
): { bytes: number } | { refusal: Refusal } {
  if (context === undefined || context === null) return { bytes: 0 };
  if (context instanceof Unreadable) return { refusal: context.refusal };
  // It will stand one level deep in each event.
  const bad = findUnstorable(context, checkText, 1);
  if (bad) {
    const field = bad.field === "" ? "context" : `context.${bad.field}`;
    return { refusal: { ...bad, field: field.slice(0, MOST_OF_A_FIELD) } };
  }
  const bytes = bytesOf(context);
  if (bytes <= bounds.batchContextBytes.most) return { bytes };
  const sentence = `The context of a batch may have ${bounds.batchContextBytes.most / 1024} KB at most: give larger ones to the events they belong to.`;
  return { refusal: { field: "context", sentence } };
}
