import type { Context } from "@/lib/context";
import { guard } from "@/lib/enrolments/rules/guard";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";
import type { LookRequest } from "@/tests/support/before/look";
import type { Stage } from "@/tests/support/before/play";

interface Candidate {
  stage: Pick<Stage, "customer" | "facts">;
  programme: LiveProgramme;
  definition: Definition;
  /** Whether the guard held at the last look. */
  matched: boolean;
  /** How often the customer has passed through before. */
  passes: number;
}

/** Entry needs an edge: the guard was false at the last look. A go-live lets in who matches now, or only takes note of them. */
export function isEdge(
  ctx: Pick<Context, "now">,
  request: Pick<LookRequest, "seed" | "mayEnter" | "news" | "zone">,
  { stage, programme, definition, matched, passes: passedThrough }: Candidate,
): boolean {
  const { seed, mayEnter } = request;
  const { customer } = stage;
  if (mayEnter && !mayEnter(customer)) return false;
  const { openSeed } = programme;
  const isNotedYet = openSeed?.mode !== "from_now_on" || customer.id <= openSeed.cursor;
  if (seed?.programmeId === programme.id) {
    if (seed.mode === "from_now_on") return false;
    if (seed.mode === "resume") return !matched && isNotedYet;
    // Whoever matched and was not let in before is meant now; whoever has been inside stopped matching first, or does not come back.
    return passedThrough === 0 || !matched;
  }
  if (matched) return false;
  if (isNotedYet) return true;
  // The walk that takes note of who matched at go-live has not come to this customer: judge by what was known before this news.
  const news = request.news?.get(customer.id)?.eventIds;
  const facts = {
    ...stage.facts,
    attributes: customer.before,
    events: stage.facts.events.filter(({ id }) => !id || !news?.has(id)),
  };
  const passes = { count: 0, open: false, lastEndedAt: null };
  return !guard({ definition, facts, passes, zone: request.zone, now: ctx.now }).verdict;
}
