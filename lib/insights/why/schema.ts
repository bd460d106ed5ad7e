import type { ActionKind, Moment } from "@/lib/actions/schema";
import type { Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import type { EndReason } from "@/lib/enrolments/end-reasons";
import type { MoveRecord } from "@/lib/enrolments/pass";
import type { Blocker } from "@/lib/enrolments/rules/guard";
import type { WokenBy } from "@/lib/enrolments/schema";
import type { CustomerRef } from "@/lib/insights/customers/customers";
import type { ExitReason } from "@/lib/insights/why/pass/exit-ahead";
import type { Entity } from "@/lib/profiles/schema";
import type { NamedProgramme } from "@/lib/programme-kinds";
import type { ProgrammeStatus } from "@/lib/programme-status";
import type { Tone } from "@/lib/words/tone";

/*
 * The words of "why".
 *   question    one thing that is asked before a customer may enter, in the order in which people would ask.
 *   blocks      the first question that keeps the customer out.
 *   condition   one condition of a question in words, with the value seen.
 *   near miss   when the customer would enter by time alone, if nothing else changes.
 *   story       what happened in a pass.          ahead   what is still to come in it, if nothing else happens.
 */

/** Whose "why" is asked: a person by id, user ID or email, an organisation by id or group ID. */
export interface Whose {
  entity: Entity;
  name: string;
}

/** What keeps a customer out: whether it runs at all, what the guard says, then whether there is room, then whether anything has changed. */
export type WhyBlocker = "status" | Blocker | "limit" | "baseline";

export interface WhyCondition {
  /** Where in the filter, e.g. "any[0].all[1]". */
  path: string;
  words: string;
  verdict: boolean;
  saw: unknown;
  /** The value it saw, in words. */
  seen: string;
  /** When time alone turns it. */
  turnsAt: Date | null;
}

export interface WhyQuestion {
  id: WhyBlocker;
  /** What is asked. */
  asks: string;
  /** Whether this lets the customer in. */
  passes: boolean;
  /** The first one that does not. */
  blocks: boolean;
  /** The answer, in a few words. */
  says: string;
  /** Groups joined by OR, the conditions of a group by AND; for exclusions each stands alone. */
  groups: WhyCondition[][];
}

export interface NearMiss {
  at: Date;
  /** What will have turned by then, in words. */
  because: string[];
}

/** One thing that happened in a pass: a move and what made it, or a delivery and what became of it. */
export type StoryItem =
  | {
      kind: "move";
      id: string;
      at: Date;
      what: MoveRecord["kind"];
      /** The step it came to. */
      stepId: string | null;
      /** The arm it took there, if the step is a branch. */
      way: string | null;
      words: string;
      wokenBy: WokenBy;
      wokenWords: string;
      /** The ids of the events that made it. */
      news: string[];
    }
  | {
      kind: "delivery";
      id: string;
      at: Date;
      actionId: string;
      delivery: ActionKind;
      headline: string;
      status: DeliveryStatus;
      label: string;
      tone: Tone;
      reason: Reason | null;
      words: string;
    };

export interface WhyPass {
  id: string;
  pass: number;
  version: number;
  status: "open" | "completed" | "exited";
  reason: EndReason | null;
  enteredAt: Date;
  endedAt: Date | null;
  goalMetLateAt: Date | null;
  story: StoryItem[];
  /** What its version would have done and did not come to, since the pass ended before. */
  notReached: { actionId: string; words: string }[];
  /** What stands in arms that the pass did not take. */
  inOtherArms: { actionId: string; words: string }[];
}

/** Something still to come in a pass. */
export type Ahead = AheadOf &
  (
    | { what: "entered" }
    | { what: "step"; stepId: string; way: string | null }
    | { what: "completed" }
    | { what: "exited"; reason: ExitReason }
  );

interface AheadOf {
  at: Date;
  words: string;
  /** What it does, or would do and will not, with the reason and its code; leavesAt: when the sending window lets it go. */
  actions: {
    actionId: string;
    words: string;
    skipped: string | null;
    reason: Reason | null;
    leavesAt: Date;
  }[];
}

/**
 * What became of an action, or will.
 *   got           it reached somebody, or the value was written.     on_its_way   decided, and has not left yet.
 *   not_sent      decided, and skipped, refused or of unknown fate.   due          will be decided at that moment, by time alone.
 *   will_be_skipped  likewise, and skipped.                           if_completed, if_exits   waits for how the pass ends.
 *   paused        nothing moves while the programme is paused.        will_not     the pass ends, or has ended, without it.
 *   other_version the version of the pass does not have it.           outside      the customer is not in it, nor will be by time alone.
 *   other_arm     it stands in an arm that the pass has not taken, or by today's facts will not take.
 *   later         not within what can be foretold.
 */
export type ActionVerdict =
  | "got"
  | "on_its_way"
  | "not_sent"
  | "due"
  | "will_be_skipped"
  | "if_completed"
  | "if_exits"
  | "paused"
  | "will_not"
  | "other_version"
  | "outside"
  | "other_arm"
  | "later";

/** A message as it would read now. */
export interface MessageAhead {
  subject: string;
  text: string;
}

/** Why a customer did or did not get one action of a programme, or when they will. */
export interface ActionAnswer {
  actionId: string;
  moment: Moment;
  kind: ActionKind;
  /** What it does. */
  words: string;
  verdict: ActionVerdict;
  /** When it was decided, or will be; null where there is no such moment. */
  at: Date | null;
  /** The reason code of what was, or will be, skipped. */
  reason: Reason | null;
  sentence: string;
  /** The rows of the ledger, the latest pass only. */
  deliveries: { id: string; recipient: string; label: string; tone: Tone; words: string }[];
  /** Of a message to a person that may still come: how it would read now. */
  reads: MessageAhead | null;
}

export interface Standing {
  now: "never_entered" | "inside" | "completed" | "exited";
  /** The step a customer inside stands before; null when all are behind, or outside. */
  stepId: string | null;
  enteredAt: Date | null;
  endedAt: Date | null;
  reason: EndReason | null;
  goalMetLateAt: Date | null;
  words: string;
}

export interface Why {
  sentence: string;
  job: NamedProgramme & {
    status: ProgrammeStatus;
    version: number | null;
  };
  customer: CustomerRef;
  standing: Standing;
  /** Whether the next look lets the customer in. */
  mayEnter: boolean;
  blockedBy: WhyBlocker | null;
  /** The blocking question in words. */
  blocker: string | null;
  questions: WhyQuestion[];
  nearMiss: NearMiss | null;
  /** Of a customer inside: what completes the pass, and how far it is. */
  goal: WhyCondition[][];
  /** News of this customer waits to be applied: the answer may change with it. */
  awaitsNews: boolean;
  /** The latest first. */
  passes: WhyPass[];
  ahead: Ahead[];
  /** Every action of the programme, as the latest pass has it; of somebody outside, as it would be. */
  actions: ActionAnswer[];
}
