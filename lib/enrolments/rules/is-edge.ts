import type { EventFact, Facts } from "@/lib/audiences/schema";
import { guard } from "@/lib/enrolments/rules/guard";
import type { SeedMode } from "@/lib/enrolments/schema";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** A customer for whom the guard holds, and why they are looked at. */
interface Looked {
  customer: Pick<Customer, "id" | "before">;
  facts: Facts;
  /** False where only history was imported: nothing is entered. */
  mayEnter?: boolean;
  /** The events that made us look. */
  news?: { eventIds: ReadonlySet<string> };
  seed?: { programmeId: string; mode: SeedMode };
  zone: string;
  now: Date;
}

interface Candidate {
  programme: LiveProgramme;
  definition: Definition;
  /** Whether the guard held at the last look. */
  matched: boolean;
  /** How often the customer has passed through before. */
  passes: number;
}

/** Entry needs an edge: the guard was false at the last look. A go-live lets in who matches now, or only takes note of them. */
export function isEdge(looked: Looked, candidate: Candidate): boolean {
  const { customer, mayEnter = true, seed } = looked;
  const { programme, matched, passes } = candidate;
  if (!mayEnter) return false;
  const { openSeed } = programme;
  const isNotedYet = openSeed?.mode !== "from_now_on" || customer.id <= openSeed.cursor;
  if (seed?.programmeId === programme.id) {
    if (seed.mode === "from_now_on") return false;
    if (seed.mode === "resume") return !matched && isNotedYet;
    // Whoever matched and was not let in before is meant now; whoever has been inside stopped matching first, or does not come back.
    return passes === 0 || !matched;
  }
  if (matched) return false;
  return isNotedYet || !heldBeforeNews(looked, candidate);
}

/** The walk that takes note of who matched at go-live has not come to this customer: they are judged by what was known before the news. */
function heldBeforeNews({ customer, facts, news, zone, now }: Looked, { definition }: Candidate): boolean {
  const isNews = ({ id }: EventFact) => id !== null && (news?.eventIds.has(id) ?? false);
  const known = {
    ...facts,
    attributes: customer.before,
    events: facts.events.filter((event) => !isNews(event)),
  };
  const passes = { count: 0, open: false, lastEndedAt: null };
  return guard({ definition, facts: known, passes, zone, now }).verdict;
}
