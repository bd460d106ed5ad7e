import { bytesOf } from "@/lib/events/event-size";
import { findUnstorable } from "@/lib/events/find-unstorable";
import { MAX_BATCH_CONTEXT_BYTES, MAX_TEXT_LENGTH, type Refusal } from "@/lib/events/schema";

/** What a batch says of all its events becomes a part of each: it is checked once, and must be small because it is kept as often as there are events. */
export function checkBatchContext(
  context: unknown,
  checkText: boolean,
): { bytes: number } | { refusal: Refusal } {
  if (context === undefined || context === null) return { bytes: 0 };
  // It will stand one level deep in each event.
  const bad = findUnstorable(context, checkText, 1);
  if (bad) {
    const field = bad.field === "" ? "context" : `context.${bad.field}`;
    return { refusal: { ...bad, field: field.slice(0, MAX_TEXT_LENGTH) } };
  }
  const bytes = bytesOf(context);
  if (bytes <= MAX_BATCH_CONTEXT_BYTES) return { bytes };
  const sentence = `The context of a batch may have ${MAX_BATCH_CONTEXT_BYTES / 1024} KB at most: give larger ones to the events they belong to.`;
  return { refusal: { field: "context", sentence } };
}
