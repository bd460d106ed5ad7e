/**
 * An event that Segment forwards. Segment has corrected its time already, by its own receipt; correcting it again by ours would
 * move every event that it delivers late.
 */
export function fromSegment(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return payload;
  if (!("timestamp" in payload) || !payload.timestamp) return payload;
  return { ...payload, sentAt: null };
}
