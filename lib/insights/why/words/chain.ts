import { actionSchema } from "@/lib/actions/action-schema";
import { actionEntry } from "@/lib/actions/kinds";
import { describeCondition, describeFilter } from "@/lib/audiences/describe";
import { channels } from "@/lib/channels/channels";
import { providers } from "@/lib/channels/providers";
import type { Verdict } from "@/lib/deliveries/check/check-before-sending";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { reasons } from "@/lib/deliveries/reasons";
import type { MoveRecord } from "@/lib/enrolments/pass";
import type { WokenBy } from "@/lib/enrolments/schema";
import { sentMessage } from "@/lib/insights/deliveries/sent-message";
import { rowWords } from "@/lib/insights/why/actions/action-sentences";
import type { ToldDelivery } from "@/lib/insights/why/load/got-instead";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { turningsTo } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { flowEntry, isAction } from "@/lib/programmes/steps";
import { timeLimitWords } from "@/lib/programmes/time-limit-words";
import { durationWords } from "@/lib/spans";
import { statusWords } from "@/lib/words/delivery-words";
import { inSentence } from "@/lib/words/in-sentence";

/** One link of the chain that led to a delivery. */
export interface ChainLink {
  id: string;
  at: Date | null;
  /** yes and no answer a question; told is what happened. */
  mark: "told" | "yes" | "no" | "ahead";
  words: string;
  detail: string | null;
  /** What had come in. */
  events: { id: string; words: string }[];
}

interface Move {
  id: string;
  kind: MoveRecord["kind"];
  detail: Record<string, unknown>;
  wokenBy: WokenBy;
  at: Date;
  events: { id: string; words: string }[];
}

/** A delivery with everything that led to it. */
export interface ChainCase {
  row: ToldDelivery;
  programme: { kind: ProgrammeKind; name: string };
  who: string;
  pass: number;
  definition: Definition | null;
  moves: readonly Move[];
  /** The message before it in the same pass, and when it first went to anybody. */
  previous: { headline: string; sentAt: Date | null } | null;
  /** What the sender will say of it, while it has not left. */
  fate: Verdict | null;
  zone: string;
}

/** What led to a delivery, in order: entry, deciding move, each thing that was asked, outcome. */
export function chainOf(asked: ChainCase): ChainLink[] {
  return [
    entryLink(asked),
    ...armLinks(asked),
    ...decidingLinks(asked),
    ...questionLinks(asked),
    outcomeLink(asked),
  ].filter((link) => link !== null);
}

function entryLink({ moves, who, programme, pass, definition }: ChainCase): ChainLink | null {
  const move = moves.find(({ kind }) => kind === "entered");
  if (!move) return null;
  const times = pass > 1 ? `, for the ${ordinal(pass)} time` : "";
  const rules = definition
    ? [
        `Matched: ${describeFilter(definition.audience)}.`,
        ...definition.exclusions.map((one) => `Did not hold: ${describeCondition(one)}.`),
        "The goal was not met.",
      ].join(" ")
    : null;
  return {
    id: move.id,
    at: move.at,
    mark: "told",
    words: `${who} entered ${programme.name}${times}: ${becauseOf(move, "entry")}.`,
    detail: rules,
    events: move.events,
  };
}

/** What the branches chose in whose arms the action stands. */
function armLinks({ row, moves, definition }: ChainCase): ChainLink[] {
  if (row.moment !== "step" || !definition) return [];
  return turningsTo(definition, row.actionId).flatMap(({ step }) => {
    const move = moves.findLast(({ kind, detail }) => kind === "step" && detail.stepId === step.id);
    if (!move || isAction(step)) return [];
    const way = typeof move.detail.way === "string" ? move.detail.way : null;
    const words = `${flowEntry(step).passed(step, way)}.`;
    return [{ id: move.id, at: move.at, mark: "told", words, detail: null, events: move.events }];
  });
}

function decidingLinks({ row, moves, definition, who, programme, zone }: ChainCase): ChainLink[] {
  if (row.moment === "entry") return [];
  const move = moves.findLast(({ kind, detail }) =>
    row.moment === "step"
      ? kind === "step" && detail.stepId === row.actionId
      : kind === (row.moment === "completion" ? "completed" : "exited"),
  );
  if (!move) return [];
  const link = { id: move.id, at: move.at, mark: "told" as const, events: move.events };
  if (row.moment === "completion")
    return [
      {
        ...link,
        words: `${who} met the goal of ${programme.name}: ${becauseOf(move, "goal")}.`,
        detail: definition ? `The goal: ${describeFilter(definition.goal.filter)}.` : null,
      },
    ];
  if (row.moment === "exit") {
    const limit = definition?.autoExit ? ` ${timeLimitWords(definition.autoExit)}` : "";
    const words =
      move.detail.reason === "deadline"
        ? `Time was up${limit}, and the goal was not met.`
        : `${who} left ${programme.name}: the audience no longer matched.`;
    return [{ ...link, words, detail: null }];
  }
  const dueAt =
    typeof move.detail.dueAt === "string" ? momentInWords(new Date(move.detail.dueAt), zone) : null;
  return [
    {
      ...link,
      words: `Its place in the ${programme.kind} came${dueAt ? `: it was due on ${dueAt}` : ""}.`,
      detail: `Until then the goal was not met. ${wokenSaid(move)}`.trim(),
    },
  ];
}

function questionLinks({ row, programme, previous, zone }: ChainCase): ChainLink[] {
  const action = actionSchema.safeParse(row.action).data;
  const question = (id: string, holds: boolean, words: string): ChainLink => ({
    id: `${row.id} ${id}`,
    at: null,
    mark: holds ? "yes" : "no",
    words,
    detail: null,
    events: [],
  });
  const links: ChainLink[] = [];
  const stopsBefore = row.reason === "previous_not_sent";
  const wait = action && actionEntry(action).wait(action);
  if (wait?.since === "message_before" && previous) {
    const name = previous.headline ? `“${previous.headline}”` : "The message before it";
    const on = previous.sentAt ? ` on ${momentInWords(previous.sentAt, zone)}` : "";
    const after = ` It comes ${durationWords(wait.delay)} after that.`;
    const later = on ? ` by then; it was sent later,${on}` : "";
    const words = stopsBefore ? `${name} was not sent${later}.` : `${name} was sent${on}.${after}`;
    links.push(question("previous", !stopsBefore, words));
  }
  if (action?.when && !stopsBefore)
    links.push(
      question(
        "when",
        row.reason !== "condition_not_met",
        `Its own condition ${row.reason === "condition_not_met" ? "did not hold" : "held"}: ${describeFilter(action.when)}.`,
      ),
    );
  const decided = stopsBefore || row.reason === "condition_not_met";
  const { reaches, missingRecipient, confinedToWindow } = channels[row.channel];
  const missing = row.reason ?? missingRecipient;
  if (reaches === "customer" && !decided)
    links.push(
      row.recipient === ""
        ? question("address", false, missing ? reasons[missing] : "")
        : question("address", true, `It goes to ${row.recipient}.`),
    );
  if (confinedToWindow && !decided && row.dueAt.getTime() > row.decidedAt.getTime())
    links.push(
      question(
        "window",
        true,
        `The sending window was closed: it opens on ${momentInWords(row.dueAt, zone)}.`,
      ),
    );
  if (row.status === "sent") links.push(question("last", true, checkSaid(row, programme.kind)));
  return links;
}

/** What the last look asks before anything leaves. */
function checkSaid({ moment, channel }: DeliveryRow, kind: ProgrammeKind): string {
  const { reaches, hasOptOut } = channels[channel];
  const asks = [
    ...(moment === "entry" || moment === "step" ? [`still in the ${kind} and the goal not met`] : []),
    ...(reaches === "customer" ? ["the address unchanged"] : []),
    ...(hasOptOut ? ["not opted out"] : []),
    `the ${kind} running`,
    "in time",
  ];
  return `Just before it left, everything was looked at once more: ${asks.join(", ")}.`;
}

function outcomeLink({ row, fate, zone }: ChainCase): ChainLink {
  const { status } = row;
  const went = status === "sent" || status === "done";
  const mark = went ? "yes" : fate && fate.kind !== "skip" && fate.kind !== "give_up" ? "ahead" : "no";
  const sent = status === "sent" ? sentMessage(row.request) : null;
  const isKept = sent && providers[sent.provider].keepsMessages;
  const kept = "It is kept in the outbox, and was not handed to a provider.";
  const words = went ? (isKept ? kept : statusWords[status].sentence) : rowWords(row, fate, zone);
  return {
    id: `${row.id} outcome`,
    at: row.sentAt,
    mark,
    words: `${statusWords[status].label}: ${inSentence(words)}`,
    detail: null,
    events: [],
  };
}

const FOUND_BY_WALK = "found by the walk over all customers, at go-live or after a pause";
const FOUND_BY_SWEEP = "found by the sweep, as its alarm had been lost";

/** What brought a move of which no event is known, by what woke us. */
const woken: { readonly [By in WokenBy]: { entry: string; goal: string } } = {
  news: { entry: "something new had come in", goal: "something new had come in" },
  alarm: { entry: "time alone made its conditions hold", goal: "time alone met it" },
  seed: { entry: FOUND_BY_WALK, goal: FOUND_BY_WALK },
  sweep: { entry: FOUND_BY_SWEEP, goal: FOUND_BY_SWEEP },
  operator: { entry: "by hand", goal: "by hand" },
};

function becauseOf({ wokenBy, events }: Move, of: "entry" | "goal"): string {
  return events.length > 0 ? "this had come in" : woken[wokenBy][of];
}

function wokenSaid({ wokenBy }: Move): string {
  return wokenBy === "sweep" ? "Its alarm had been lost, and the sweep found it." : "";
}

function ordinal(count: number): string {
  const endings = { zero: "th", one: "st", two: "nd", few: "rd", many: "th", other: "th" } as const;
  return `${count}${endings[new Intl.PluralRules("en-GB", { type: "ordinal" }).select(count)]}`;
}
