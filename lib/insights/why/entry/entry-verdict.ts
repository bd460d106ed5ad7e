import type { Pass } from "@/lib/enrolments/pass";
import { type Guard, guard, type Passes } from "@/lib/enrolments/rules/guard";
import { isEdge } from "@/lib/enrolments/rules/is-edge";
import type { EntryCase } from "@/lib/insights/why/cases";
import { differences } from "@/lib/insights/why/entry/differences";
import type { NearMiss, WhyBlocker } from "@/lib/insights/why/schema";
import { DAY_MS } from "@/lib/time";

export interface EntryVerdict {
  passes: Passes;
  guard: Guard;
  /** Whether the guard did not hold at the last look. */
  isEdge: boolean;
  /** Whether a walk that is under way will let the customer in, though an ordinary look would not. */
  walkLetsIn: boolean;
  mayEnter: boolean;
  blockedBy: WhyBlocker | null;
}

/** Whether the next look would let a customer in, and the first thing that keeps them out: the engine's own guard and edge, asked as it asks them. */
export function entryVerdict(asked: EntryCase): EntryVerdict {
  const { definition, customer, facts, programme, pass, watch, zone, now, status } = asked;
  const passes = passesOf(pass);
  const seen = guard({ definition, facts, passes, zone, now });
  const looked = { customer, facts, zone, now };
  const candidate = { programme, definition, matched: watch.matched, passes: passes.count };
  const edge = isEdge(looked, candidate);
  const { openSeed } = programme;
  const isAhead = openSeed !== null && customer.id > openSeed.cursor;
  const walkLetsIn =
    seen.verdict &&
    isAhead &&
    isEdge({ ...looked, seed: { programmeId: programme.id, mode: openSeed.mode } }, candidate);
  const hasRoom = programme.entriesLeft === null || programme.entriesLeft > 0;
  const blockedBy: WhyBlocker | null =
    status !== "live" ? "status" : (seen.blockedBy ?? (hasRoom ? (edge ? null : "baseline") : "limit"));
  return { passes, guard: seen, isEdge: edge, walkLetsIn, mayEnter: blockedBy === null, blockedBy };
}

const MOST_HOPS = 50;
const HORIZON_MS = 365 * DAY_MS;

/**
 * When time alone would let a customer in, if nothing else changes: the guard is asked again at each moment at which it says that it may
 * change, as the engine's alarms would do, and lets in where it turns from false to true.
 */
export function entryAhead(asked: EntryCase): NearMiss | null {
  const { definition, facts, programme, pass, zone, now } = asked;
  const first = entryVerdict(asked);
  if (asked.status !== "live" || first.mayEnter || first.walkLetsIn || first.passes.open) return null;
  if (programme.entriesLeft === 0) return null;
  let matched = first.guard.verdict;
  let next = first.guard.nextChange;
  for (let hops = 0; hops < MOST_HOPS && next; hops++) {
    if (next.getTime() - now.getTime() > HORIZON_MS) return null;
    const seen: Guard = guard({ definition, facts, passes: passesOf(pass), zone, now: next });
    if (seen.verdict && !matched) return { at: next, because: differences(asked, next) };
    matched = seen.verdict;
    next = seen.nextChange;
  }
  return null;
}

function passesOf(pass: Pass | null): Passes {
  return { count: pass?.pass ?? 0, open: pass?.status === "open", lastEndedAt: pass?.endedAt ?? null };
}
