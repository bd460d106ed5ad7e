import type { Facts } from "@/lib/audiences/schema";
import type { MessageBefore } from "@/lib/deliveries/ledger/message-before";
import type { Entity } from "@/lib/profiles/schema";
import type { Definition } from "@/lib/programmes/schema";

/*
 * The words of being in a programme.
 *   enrolment  a customer's pass through a programme: open, then completed or exited, exactly once.
 *   guard      whether a customer outside may enter now; entry needs the guard to turn from false to true.
 *   move       what happens to an enrolment next.
 *   look       one round over some locked customers, in the caller's transaction: load, take each one's turn, write. look.ts is the door.
 *   turn       what a look decides for one customer, pure: moves first, then entries. turn/take-turn.ts.
 *   pass       an enrolment in memory (pass.ts); its number counts a customer's passes through one programme.
 *   watch      what a look at somebody outside leaves for the next one.
 *   woken by   what made us look: news, an alarm, a sweep, a seed, an operator.
 *
 * The doors: look.ts loads, takes turns and writes; simulate.ts takes the same turns without a database. Behind them
 *   rules/     one question each, pure.         turn/   what the rules come to for one customer, pure.
 *   load/      what the rules will ask.         write/  the only files that write enrolments, their moves and watches.
 */
export type WokenBy = "news" | "alarm" | "sweep" | "seed" | "operator";
/** What a walk over all customers lets in: everyone who matches, the first so many, nobody (it takes note of them), or who did not match before. */
export type SeedMode = "everyone" | "first" | "from_now_on" | "resume";

/** A time during which the programme stood still; to is null while it still does. */
export interface Pause {
  from: Date;
  to: Date | null;
}

/** What still counts for the goal of a pass though it is dated before the entry. */
export interface LateNews {
  /** Not dated before this moment: a day before the entry, or just after the end of the pass before. */
  from: Date;
  /** First applied to the customer after the entry: behind this place in the order of ids. */
  after: string;
}

/** The pass as the rules see it. */
export interface EnrolmentState {
  enteredAt: Date;
  /** The step it stands before; null when all steps are behind it. */
  stepId: string | null;
  /** When it came to stand there. */
  stepSince: Date;
  /** Events after this moment count for the goal. */
  goalSince: Date;
  /** So does what is dated before it and became known only after the entry; absent where nothing can have. */
  late?: LateNews;
  goalMetAt: Date | null;
  /** What a reminder that comes next depends on. */
  previousMessage: MessageBefore;
}

/** Everything a move depends on besides the clock. */
export interface MoveInput {
  definition: Definition;
  enrolment: EnrolmentState;
  facts: Facts;
  pauses: readonly Pause[];
  zone: string;
  now: Date;
}

/** A step is passed. */
export interface StepMove {
  kind: "step";
  stepId: string;
  /** What a step chose that has several ways. */
  way: string | null;
  /** The step before which the pass stands then; null when all are behind it. */
  next: string | null;
  /** From when it stands there. */
  since: Date;
  /** When the step was due. */
  at: Date;
  /** A reminder only goes if the message before it went. */
  allowed: boolean;
}

/** What happens to an enrolment next. */
export type Move =
  | { kind: "wait"; until: Date | null; step: string | null }
  | { kind: "hold"; goalMet: boolean }
  | StepMove
  | { kind: "complete" }
  | { kind: "exit"; reason: "deadline" | "left_audience" };

/** What the last look at somebody outside has left: whether they matched, and when time alone may change that. */
export interface Watch {
  matched: boolean;
  dueAt: Date | null;
}

/** A watch as it is written. */
export interface WatchRecord extends Watch {
  programmeId: string;
  entity: Entity;
  customerId: string;
}
