import type { Facts } from "@/lib/audiences/schema";
import { type Verdict, verdictOf, verdictOfAny } from "@/lib/audiences/verdict-of";
import type { Definition } from "@/lib/programmes/schema";
import { addDelay, earliest } from "@/lib/time";

/** What is known of a customer's earlier passes. */
export interface Passes {
  count: number;
  open: boolean;
  lastEndedAt: Date | null;
}

/** The first thing that keeps a customer out, in the order in which people would ask. */
export type Blocker = "inside" | "reentry" | "audience" | "exclusion" | "goal";

export interface Guard {
  verdict: boolean;
  blockedBy: Blocker | null;
  /** Whether the audience alone matches: what re-entry "after leaving" must see turn false first. */
  matchesAudience: boolean;
  nextChange: Date | null;
}

const NOT_ASKED: Verdict = { verdict: false, nextChange: null };

/**
 * Whether a customer may enter now: not inside, re-entry allowed, the audience matches, no exclusion does, and the goal is not met yet.
 * Its other half is is-edge.ts. The same in SQL, for counts and walks: lifecycle/who-matches.ts; a test holds the two together.
 */
export function guard(input: {
  definition: Definition;
  facts: Facts;
  passes: Passes;
  zone: string;
  now: Date;
}): Guard {
  const { definition, facts, passes, zone, now } = input;
  const audience = verdictOf(definition.audience, facts, { now, zone });
  // Whoever the audience will not take whatever the time is not waiting for anything else to change with it.
  const isSettled = !audience.verdict && audience.nextChange === null;
  const exclusions = isSettled ? NOT_ASKED : verdictOfAny(definition.exclusions, facts, { now, zone });
  const since = goalSinceBeforeEntry(definition, now);
  const goal = isSettled ? NOT_ASKED : verdictOf(definition.goal.filter, facts, { now, zone, since });
  const opensAt = reentryAt(definition, passes, zone);

  const blockedBy = firstOf([
    ["inside", passes.open],
    ["reentry", opensAt === null || opensAt.getTime() > now.getTime()],
    ["audience", !audience.verdict],
    ["exclusion", exclusions.verdict],
    ["goal", goal.verdict],
  ]);
  const moments = [audience.nextChange, exclusions.nextChange, goal.nextChange, opensAt];
  const ahead = moments.filter((moment) => moment && moment.getTime() > now.getTime());
  return {
    verdict: blockedBy === null,
    blockedBy,
    matchesAudience: audience.verdict,
    // Someone who is inside, or may never come back, is not waiting for a moment.
    nextChange: isSettled || passes.open || opensAt === null ? null : earliest(ahead),
  };
}

/** From when on events would count for the goal of somebody outside: from entry, so that before it only attributes and standings can have met it. */
export function goalSinceBeforeEntry({ goal }: Definition, now: Date): Date | undefined {
  return goal.counts === "ever" ? undefined : new Date(now.getTime() + 1);
}

/** From when on a customer may enter again: a moment, or null for never. */
export function reentryAt({ reentry }: Definition, passes: Passes, zone: string): Date | null {
  if (passes.count === 0) return new Date(0);
  if (reentry.kind === "never") return null;
  if (reentry.kind === "after_leaving" || !passes.lastEndedAt) return new Date(0);
  return addDelay(passes.lastEndedAt, { amount: reentry.days, unit: "days" }, zone);
}

function firstOf(checks: readonly (readonly [Blocker, boolean])[]): Blocker | null {
  return checks.find(([, blocks]) => blocks)?.[0] ?? null;
}
