import { countedFromEntry } from "@/lib/audiences/conditions/kinds";
import { evaluate, evaluateAny } from "@/lib/audiences/evaluate";
import type { Condition, ConditionTrace, Evaluation, Filter } from "@/lib/audiences/schema";
import { goalSinceBeforeEntry, reentryAt } from "@/lib/enrolments/rules/guard";
import { goalEventsOfPass } from "@/lib/enrolments/rules/late-news";
import type { EntryCase } from "@/lib/insights/why/cases";
import { entryVerdict } from "@/lib/insights/why/entry/entry-verdict";
import type { WhyBlocker, WhyCondition, WhyQuestion } from "@/lib/insights/why/schema";
import { conditionInWords, momentInWords } from "@/lib/insights/why/words/why-words";
import { inSentence } from "@/lib/words/in-sentence";

type Answered = Pick<WhyQuestion, "asks" | "passes" | "says"> & { groups?: WhyCondition[][] };

/** Every question that is asked before a customer enters, in the order in which people would ask, each answered by the rules that decide. */
export function questionsOf(asked: EntryCase): WhyQuestion[] {
  const { definition, facts, zone, now, status, programme } = asked;
  const verdict = entryVerdict(asked);
  const blockedBy = (one: WhyBlocker) => verdict.blockedBy === one;
  const audience = evaluate(definition.audience, facts, { now, zone });
  const exclusions = evaluateAny(definition.exclusions, facts, { now, zone });
  const since = goalSinceBeforeEntry(definition, now);
  const goal = evaluate(definition.goal.filter, facts, { now, zone, since });
  // What happened before entry is not counted, so there is nothing to be seen of it yet.
  const isFromEntry = ({ path }: WhyCondition) =>
    since !== undefined && countsFromEntry(definition.goal.filter, path);
  const fromEntryOn = (one: WhyCondition) => (isFromEntry(one) ? { ...one, seen: "counts from entry" } : one);
  const answers: Record<WhyBlocker, Answered | null> = {
    status: {
      asks: `Does the ${definition.kind} run?`,
      passes: status === "live",
      says: {
        live: "It is live.",
        draft: "It is a draft.",
        paused: "It is paused.",
        archived: "It is archived.",
      }[status],
    },
    inside: {
      asks: "Is the customer outside?",
      passes: !verdict.passes.open,
      says: verdict.passes.open ? "Inside now." : "Outside now.",
    },
    reentry: reentryAnswer(asked),
    audience: {
      asks: definition.audience.any.length > 1 ? "Does one of these match?" : "Does the audience match?",
      passes: audience.verdict,
      says: audience.verdict ? "It matches." : "It does not match.",
      groups: inGroups(definition.audience, audience.trace, asked),
    },
    exclusion:
      definition.exclusions.length === 0
        ? null
        : {
            asks: "Does no exclusion match?",
            passes: !exclusions.verdict,
            says: exclusions.verdict ? "An exclusion matches." : "None matches.",
            groups: definition.exclusions.map((condition, index) =>
              told(condition, exclusions.trace[index], asked),
            ),
          },
    goal: {
      asks: "Is the goal still open?",
      passes: !goal.verdict,
      says: goal.verdict
        ? "It is met already."
        : since
          ? "Not met; events count only from entry."
          : "Not met.",
      groups: inGroups(definition.goal.filter, goal.trace, asked).map((group) => group.map(fromEntryOn)),
    },
    limit:
      programme.entriesLeft === null
        ? null
        : {
            asks: "Is there room?",
            passes: programme.entriesLeft > 0,
            says:
              programme.entriesLeft > 0
                ? `${programme.entriesLeft} more may enter.`
                : "As many as it was opened to have entered.",
          },
    baseline: baselineAnswer(asked),
  };
  const order: WhyBlocker[] = [
    "status",
    "inside",
    "reentry",
    "audience",
    "exclusion",
    "goal",
    "limit",
    "baseline",
  ];
  return order.flatMap((id) => {
    const answer = answers[id];
    return answer ? [{ id, groups: [], ...answer, blocks: blockedBy(id) }] : [];
  });
}

/** How far the goal of somebody inside is, condition by condition. */
export function goalOfPass({ definition, facts, pass, zone, shownIn, now }: EntryCase): WhyCondition[][] {
  if (pass?.status !== "open") return [];
  const counted = goalEventsOfPass(definition, pass);
  const goal: Evaluation = evaluate(definition.goal.filter, facts, { ...counted, now, zone });
  return inGroups(definition.goal.filter, goal.trace, { facts, shownIn });
}

function reentryAnswer({ definition, pass, zone, shownIn, now }: EntryCase): Answered | null {
  if (!pass || pass.status === "open") return null;
  const passes = { count: pass.pass, open: false, lastEndedAt: pass.endedAt };
  const opensAt = reentryAt(definition, passes, zone);
  const left = pass.endedAt ? `Left on ${momentInWords(pass.endedAt, shownIn)}` : "Has been in it";
  const asks = "May the customer enter again?";
  if (opensAt === null) return { asks, passes: false, says: `${left}, and each enters once.` };
  if (opensAt.getTime() > now.getTime())
    return { asks, passes: false, says: `${left}, and may come back on ${momentInWords(opensAt, shownIn)}.` };
  return { asks, passes: true, says: `${left}, and may come back.` };
}

function baselineAnswer(asked: EntryCase): Answered | null {
  const { guard, isEdge, walkLetsIn } = entryVerdict(asked);
  if (!guard.verdict) return null;
  const { pass, baselineAt, shownIn } = asked;
  const asks = "Has it only now begun to match?";
  if (isEdge) return { asks, passes: true, says: "It did not match at the last look." };
  if (walkLetsIn)
    return {
      asks,
      passes: false,
      says: "The walk over all customers that began at go-live has not come here yet; it will let the customer in.",
    };
  if (pass)
    return { asks, passes: false, says: "It has matched ever since leaving, and must stop matching first." };
  if (baselineAt)
    return {
      asks,
      passes: false,
      says: `It matched already at the go-live on ${momentInWords(baselineAt, shownIn)}, which was for those who start to match from then on.`,
    };
  return { asks, passes: false, says: "It matched already at the last look, and must stop matching first." };
}

function inGroups(
  { any }: Filter,
  trace: readonly ConditionTrace[],
  about: Pick<EntryCase, "facts" | "shownIn">,
): WhyCondition[][] {
  const byPath = new Map(trace.map((one) => [one.path, one]));
  return any.map(({ all }, i) =>
    all.flatMap((condition, j) => told(condition, byPath.get(`any[${i}].all[${j}]`), about)),
  );
}

function told(
  condition: Condition,
  trace: ConditionTrace | undefined,
  { facts, shownIn }: Pick<EntryCase, "facts" | "shownIn">,
): WhyCondition[] {
  return trace ? [conditionInWords(condition, trace, { facts, zone: shownIn })] : [];
}

function countsFromEntry({ any }: Filter, path: string): boolean {
  return any.some(({ all }, i) =>
    all.some((one, j) => path === `any[${i}].all[${j}]` && countedFromEntry(one) !== null),
  );
}

/** The blocking question in words that follow a name and a colon. */
export function blockerInWords(questions: readonly WhyQuestion[]): string | null {
  const question = questions.find(({ blocks }) => blocks);
  if (!question) return null;
  const condition = blockingCondition(question);
  if (question.id === "audience" && !condition) return "its audience is empty and matches nobody";
  if (question.id === "audience" && condition)
    return `“${condition.words}” does not hold (seen: ${condition.seen})`;
  if (question.id === "exclusion" && condition)
    return `the exclusion “${condition.words}” holds (seen: ${condition.seen})`;
  if (question.id === "goal") return "the goal is met already";
  return inSentence(question.says).replace(/\.$/, "");
}

/** The one condition to look at: the first that fails in the group that comes nearest, or the first exclusion that holds. */
export function blockingCondition({ id, groups, blocks }: WhyQuestion): WhyCondition | null {
  if (!blocks) return null;
  if (id === "exclusion") return groups.flat().find(({ verdict }) => verdict) ?? null;
  if (id !== "audience") return null;
  const failing = groups
    .map((group) => group.filter(({ verdict }) => !verdict))
    .filter((group) => group.length > 0)
    .sort((a, b) => a.length - b.length);
  return failing[0]?.[0] ?? null;
}
