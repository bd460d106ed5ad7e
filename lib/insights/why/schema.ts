import type { Blocker } from "@/lib/enrolments/guard";
import type { CustomerRef } from "@/lib/insights/customers";
import type { Tone } from "@/lib/insights/delivery-words";
import type { ProgrammeKind } from "@/lib/programmes/schema";

/*
 * The words of "why".
 *   question    one thing that is asked before a customer may enter, in the order in which people would ask.
 *   blocks      the first question that keeps the customer out.
 *   condition   one condition of a question in words, with the value seen.
 *   near miss   when the customer would enter by time alone, if nothing else changes.
 *   story       what happened in a pass.          ahead   what is still to come in it, if nothing else happens.
 */

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
export type Happening =
  | { kind: "move"; id: string; at: Date; what: string; words: string; wokenBy: string; wokenWords: string }
  | {
      kind: "delivery";
      id: string;
      at: Date;
      actionId: string;
      delivery: "message" | "reminder" | "notify" | "update";
      headline: string;
      status: string;
      label: string;
      tone: Tone;
      reason: string | null;
      words: string;
    };

export interface WhyPass {
  id: string;
  pass: number;
  version: number;
  status: "open" | "completed" | "exited";
  reason: string | null;
  enteredAt: Date;
  endedAt: Date | null;
  goalMetLateAt: Date | null;
  story: Happening[];
  /** What its version would have done and did not come to, each with the reason. */
  notReached: { actionId: string; words: string }[];
}

/** Something still to come in a pass. */
export interface Ahead {
  at: Date;
  what: "step" | "completed" | "exited";
  words: string;
  /** What it does, or would do and will not. */
  actions: { actionId: string; words: string; skipped: string | null }[];
}

export interface Standing {
  now: "never_entered" | "inside" | "completed" | "exited";
  /** The step a customer inside stands before; null when all are behind, or outside. */
  stepId: string | null;
  enteredAt: Date | null;
  endedAt: Date | null;
  reason: string | null;
  goalMetLateAt: Date | null;
  words: string;
}

export interface Why {
  sentence: string;
  job: {
    kind: ProgrammeKind;
    slug: string;
    name: string;
    status: "draft" | "live" | "paused" | "archived";
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
}
