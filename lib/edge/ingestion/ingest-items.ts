import "server-only";
import type { Store } from "@/db";
import { causeOf } from "@/lib/edge/cause-of";
import type { EventSender } from "@/lib/edge/ingestion/ingest-key";
import { spendRate } from "@/lib/edge/rate-limit";
import { AppError } from "@/lib/errors";
import { acceptEvents, type Keep } from "@/lib/events/accept";
import { bounds } from "@/lib/events/bounds";
import { checkBatchContext } from "@/lib/events/check-batch-context";
import { checkEvent } from "@/lib/events/check-event";
import { mayHoldBadCharacters } from "@/lib/events/find-unstorable";
import { keepRefused, MOST_OF_ONE_REQUEST } from "@/lib/events/keep-refused";
import { maskSecrets } from "@/lib/events/mask-secrets";
import type { CheckedEvent, Door, EventType, RefusedItem } from "@/lib/events/schema";
import { Unreadable } from "@/lib/events/unreadable";
import { monotonicMs } from "@/lib/monotonic";

/** What arrival needs of its surroundings. */
export interface IngestDeps {
  store: Store;
  /** How events are stored; by default together with those of other requests of this process. */
  keep?: Keep | undefined;
  /** The business time. */
  now(): Promise<Date>;
  /** Told after each commit that brought something new; called often, so whoever listens coalesces. */
  onNews(workspaceId: string, accepted: number): void;
  eventsPerSecond: number;
}

/** What one request brought. */
export interface Items {
  list: unknown[];
  /** The text they were read from. */
  text: string;
  type?: EventType | undefined;
  sentAt?: unknown;
  context?: unknown;
}

export interface IngestResult {
  accepted: number;
  duplicates: number;
  refused: RefusedItem[];
}

const EXCERPT_LENGTH = 500;
const LOOKED_AT = 8 * EXCERPT_LENGTH;

/** Keeps what is good of a request and names what is not: accepted, duplicates and refused together are all that was sent. */
export async function ingestItems(
  deps: IngestDeps,
  sender: EventSender,
  items: Items,
): Promise<IngestResult> {
  if (items.list.length > bounds.batchItems.most)
    throw new AppError("too_large", `A batch may have ${bounds.batchItems.most} events at most.`);
  spendRate(sender.source, Math.max(1, items.list.length), deps.eventsPerSecond, monotonicMs());
  const door = { ...sender, receivedAt: await deps.now() };
  const { good, refused } = sort(items, door);
  const { accepted, duplicates } = await acceptEvents(deps.store, door, good, deps.keep);
  if (accepted > 0) deps.onNews(door.workspaceId, accepted);
  await keepRefused(deps.store, door, refused).catch((error: unknown) => {
    // The sender is told either way; only the copy to look up later is missing.
    console.error("Refused events could not be noted:", causeOf(error));
  });
  return { accepted, duplicates, refused };
}

function sort(items: Items, door: Door): { good: CheckedEvent[]; refused: RefusedItem[] } {
  const checkText = mayHoldBadCharacters(items.text);
  const common = checkBatchContext(items.context, checkText);
  const arrival = {
    receivedAt: door.receivedAt,
    trust: door.trust,
    type: items.type,
    sentAt: items.sentAt,
    context: items.context,
    contextBytes: "bytes" in common ? common.bytes : 0,
    checkText,
    // A character of text is at most three bytes.
    checkSize: items.text.length > bounds.eventBytes.most / 3,
  };
  const good: CheckedEvent[] = [];
  const refused: RefusedItem[] = [];
  items.list.forEach((item, index) => {
    const checked = "refusal" in common ? common : checkEvent(item, arrival);
    if ("event" in checked) good.push(checked.event);
    else
      refused.push({
        index,
        ...checked.refusal,
        excerpt: refused.length < MOST_OF_ONE_REQUEST ? excerptOf(item) : "",
      });
  });
  return { good, refused };
}

function excerptOf(item: unknown): string {
  try {
    const text = item instanceof Unreadable ? item.text : (JSON.stringify(item) ?? "");
    return maskSecrets(text.slice(0, LOOKED_AT)).slice(0, EXCERPT_LENGTH);
  } catch {
    return "Too deeply nested to show.";
  }
}
