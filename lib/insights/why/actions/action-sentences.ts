import { actionEntry } from "@/lib/actions/kinds";
import type { Action, Moment } from "@/lib/actions/schema";
import type { Verdict } from "@/lib/deliveries/check/check-before-sending";
import { type Reason, reasons } from "@/lib/deliveries/reasons";
import { endReasons } from "@/lib/enrolments/end-reasons";
import type { ActionCase } from "@/lib/insights/why/cases";
import type { ToldDelivery } from "@/lib/insights/why/load/got-instead";
import { exitsAhead } from "@/lib/insights/why/pass/exit-ahead";
import type { ActionVerdict, Ahead } from "@/lib/insights/why/schema";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import { stepsFrom } from "@/lib/programmes/flow";
import { durationWords } from "@/lib/spans";
import { statusWords } from "@/lib/words/delivery-words";
import { inSentence } from "@/lib/words/in-sentence";

/** What is said of one action. */
export interface ActionSaid {
  verdict: ActionVerdict;
  at?: Date | null;
  reason?: Reason | null;
  sentence: string;
  /** Of what will not come by what is known today: it would, if that changed. */
  mayStillCome?: boolean;
}

type Planned = Ahead["actions"][number] & { at: Date };

/** What is said of an action that was decided: by the best outcome of its rows. */
export function decidedSaid(asked: ActionCase, action: Action, rows: readonly ToldDelivery[]): ActionSaid {
  const { who, zone, fates } = asked;
  const got = rows.find(({ status }) => status === "sent" || status === "done");
  if (got) {
    const at = got.sentAt ?? got.decidedAt;
    return {
      verdict: "got",
      at,
      sentence: `${actionEntry(action).happened(who)} on ${momentInWords(at, zone)}.`,
    };
  }
  const away = rows.find(({ status }) => status === "waiting" || status === "sending" || status === "held");
  if (away)
    return {
      verdict: "on_its_way",
      at: away.decidedAt,
      reason: away.reason,
      sentence: `${actionEntry(action).notYet(who)}: ${inSentence(rowWords(away, fates.get(away.id) ?? null, zone))}`,
    };
  const [row] = rows;
  const sentence = `${actionEntry(action).didNot(who)}: ${whyNot(row, zone)}`;
  return { verdict: "not_sent", at: row?.decidedAt ?? null, reason: row?.reason ?? null, sentence };
}

/** What is said to somebody who has never been in the programme. */
export function outsideSaid(asked: ActionCase, planned: readonly Planned[]): ActionSaid {
  const { who, programme, blocker, entersAt, zone } = asked;
  const outside = `${who} is not in ${programme.name}${blocker ? `: ${blocker}` : ""}.`;
  const [first] = planned;
  if (!entersAt) return { verdict: "outside", sentence: outside };
  const enters = `${who} would enter ${programme.name} on ${momentInWords(entersAt, zone)} if nothing else changes`;
  if (!first)
    return { verdict: "outside", sentence: `${enters}; what then comes of this depends on how it ends.` };
  const plan = bestOf(planned) ?? first;
  const when = plan.at.getTime() === entersAt.getTime() ? "at once" : `on ${momentInWords(plan.at, zone)}`;
  return plan.reason === null
    ? { verdict: "due", at: plan.at, sentence: `${enters}, and this would follow ${when}.` }
    : {
        verdict: "will_be_skipped",
        at: plan.at,
        reason: plan.reason,
        sentence: `${enters}, and this would be skipped ${when}: ${inSentence(reasons[plan.reason])}`,
      };
}

/** What is said of an action that nothing in the ledger speaks of, to somebody who is or was inside. */
export function awaySaid(
  asked: ActionCase,
  moment: Moment,
  action: Action,
  planned: readonly Planned[],
): ActionSaid {
  const plan = bestOf(planned);
  if (plan) return plannedSaid(asked, moment, plan);
  return asked.standing.now === "inside"
    ? insideSaid(asked, moment, action)
    : endedSaid(asked, moment, action);
}

function plannedSaid({ zone }: ActionCase, moment: Moment, { at, reason }: Planned): ActionSaid {
  const when = momentInWords(at, zone);
  if (reason !== null)
    return {
      verdict: "will_be_skipped",
      at,
      reason,
      sentence: `It will be skipped on ${when}: ${inSentence(reasons[reason])}`,
    };
  const unless = moment === "completion" ? "" : ", unless the goal is met first";
  const due = moment === "exit" ? `It follows on ${when}, when the time is up` : `It is due on ${when}`;
  return { verdict: "due", at, sentence: `${due}${unless}.` };
}

function insideSaid(
  { who, programme, ahead, definition, standing, zone }: ActionCase,
  moment: Moment,
  action: Action,
): ActionSaid {
  if (moment === "completion")
    return {
      verdict: "if_completed",
      sentence: `It is for when the goal is met, and ${who} has not met it yet.`,
    };
  if (moment === "exit")
    return {
      verdict: "if_exits",
      sentence: `It is for who leaves without the goal, and ${who} is still in it.`,
    };
  const isStillAhead = stepsFrom(definition, standing.stepId).some(({ id }) => id === action.id);
  if (moment === "entry" || !isStillAhead)
    return { verdict: "other_version", sentence: `${who} was past this place before it came to be.` };
  if (programme.status === "paused")
    return { verdict: "paused", sentence: `It stands still while the ${programme.kind} is paused.` };
  const end = ahead.find((one) => one.what === "completed" || one.what === "exited");
  if (!end)
    return { verdict: "later", sentence: `It comes after what stands before it${afterWords(action)}.` };
  const why = end.what === "completed" ? `${who} completes by time alone` : exitsAhead[end.reason].will;
  return {
    verdict: "will_not",
    at: end.at,
    sentence: `It will not come: on ${momentInWords(end.at, zone)} ${why}, before it would be due${afterWords(action)}.`,
  };
}

function endedSaid(
  { who, programme, standing, zone }: ActionCase,
  moment: Moment,
  action: Action,
): ActionSaid {
  const on = standing.endedAt ? ` on ${momentInWords(standing.endedAt, zone)}` : "";
  const completed = standing.now === "completed";
  const ended = completed
    ? `${who} completed ${programme.name}${on}`
    : `${who} left ${programme.name}${on}${standing.reason ? ` ${endReasons[standing.reason].as}` : ""}`;
  const at = standing.endedAt;
  if (moment === "completion" && !completed)
    return { verdict: "will_not", at, sentence: `It is for who meets the goal; ${ended}.` };
  if (moment === "exit" && completed)
    return { verdict: "will_not", at, sentence: `It is for who leaves without the goal; ${ended}.` };
  if (moment === "exit") return { verdict: "will_not", at, sentence: `${ended}, and nothing is done then.` };
  return {
    verdict: "will_not",
    at,
    sentence: `${actionEntry(action).didNot(who)}: ${ended}, before it was due${afterWords(action)}.`,
  };
}

/** What became of a row of the ledger, and what the sender will say of one that has not left. */
export function rowWords(row: ToldDelivery, fate: Verdict | null, zone: string): string {
  const { status, reason, dueAt } = row;
  if (reason) return notSentBecause(row, zone);
  if (!fate) return statusWords[status].sentence;
  switch (fate.kind) {
    case "send":
      return `It leaves on ${momentInWords(dueAt, zone)}, or as soon as the provider takes it.`;
    case "postpone":
      return `It leaves when the sending window opens, on ${momentInWords(fate.until, zone)}.`;
    case "hold":
      return "It is held by a pause.";
    case "give_up":
      return "It may have arrived, and is not asked for again.";
    case "skip":
      return `It will be skipped when it is due. ${reasons[fate.reason]}`;
  }
}

/** Several people may get one action: it comes if it comes to one of them. */
function bestOf(planned: readonly Planned[]): Planned | null {
  return planned.find(({ reason }) => reason === null) ?? planned[0] ?? null;
}

function afterWords(action: Action): string {
  const wait = actionEntry(action).wait(action);
  return wait?.since === "message_before"
    ? ` (${durationWords(wait.delay)} after the message before it)`
    : "";
}

function whyNot(row: ToldDelivery | undefined, zone: string): string {
  if (!row) return "it was not sent.";
  // A name keeps its capital letter.
  return row.gotBy ? rowWords(row, null, zone) : inSentence(rowWords(row, null, zone));
}

/** Why a row was not sent; who got it instead is named. */
export function notSentBecause({ reason, status, gotBy, sentAt }: ToldDelivery, zone: string): string {
  if (!gotBy || !sentAt) return reason ? reasons[reason] : statusWords[status].sentence;
  return `${gotBy}, who has the same address, got it on ${momentInWords(sentAt, zone)}.`;
}
