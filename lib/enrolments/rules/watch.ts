import type { Facts } from "@/lib/audiences/schema";
import type { Pass } from "@/lib/enrolments/pass";
import { guard } from "@/lib/enrolments/rules/guard";
import type { Watch, WatchRecord } from "@/lib/enrolments/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";

/**
 * What to write of a new look, if anything. A moment to look again is a lower bound: it moves only to earlier while it lies ahead, so that
 * a login a minute does not rewrite a row for each programme.
 */
export function watchToWrite(before: Watch, seen: Watch, now: Date): Watch | null {
  const ahead = before.dueAt !== null && before.dueAt.getTime() > now.getTime();
  const early =
    seen.dueAt === null || (before.dueAt !== null && seen.dueAt.getTime() >= before.dueAt.getTime());
  if (before.matched === seen.matched && ahead && early) return null;
  if (before.matched === seen.matched && before.dueAt === null && seen.dueAt === null) return null;
  return seen;
}

/**
 * The look at somebody who has just left. Coming back "after leaving" needs the audience to stop matching first, or leaving and entering
 * would be one moment; coming back "N days after leaving" waits for that day.
 */
export function watchAfter(
  { facts, zone, now }: { facts: Facts; zone: string; now: Date },
  programme: LiveProgramme,
  pass: Pass,
): WatchRecord[] {
  const definition = programme.definitions.get(programme.liveVersion);
  if (!definition || definition.reentry.kind === "never") return [];
  const passes = { count: pass.pass, open: false, lastEndedAt: pass.endedAt };
  const seen = guard({ definition, facts, passes, zone, now });
  const matched = definition.reentry.kind === "after_leaving" && seen.matchesAudience;
  return [watchOf(pass.customerId, programme, { matched, dueAt: seen.nextChange })];
}

/** A look at a customer outside a programme, as it is remembered. */
export function watchOf(customerId: string, { id, target }: LiveProgramme, seen: Watch): WatchRecord {
  return { programmeId: id, entity: target, customerId, ...seen };
}
