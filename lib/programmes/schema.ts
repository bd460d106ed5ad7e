import type { Action, ImmediateAction } from "@/lib/actions/schema";
import type { Condition, Filter } from "@/lib/audiences/schema";
import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Duration } from "@/lib/time";
import type { SendingWindow } from "@/lib/workspaces/schema";

/*
 * The words of a programme (never shown on a screen; people say job, behaviour, stage).
 *   audience    who may enter.                     exclusions  any of them keeps a customer out.
 *   goal        what completes a pass.             autoExit    how long a pass may take.
 *   step        what happens between entry and end, in order: waits, reminders, and any action.
 *   version     a published definition, never changed. An enrolment finishes on the version it entered with.
 *   step ids    are never reused within a programme.
 * Types only, so that a browser can hold a definition; definition-schema.ts reads one that somebody sent.
 */
export interface Wait {
  kind: "wait";
  id: string;
  delay: Duration;
}
/** One way out of a branch: taken by who matches when the branch is due. */
export interface Arm {
  /** Shares one space with the ids of steps; "otherwise" is the way for whoever matches no arm. */
  id: string;
  /** What its author calls it; without a name its condition says what it is. */
  name?: string | undefined;
  when: Filter;
  steps: Step[];
}
/** Sends each customer one of several ways: the first arm that matches at the moment it is due, else otherwise. Afterwards the flow goes on behind it. */
export interface Branch {
  kind: "branch";
  id: string;
  arms: Arm[];
  otherwise: Step[];
}
/** A later kind is one more member here. An enrolment's place is a step id, so no row changes shape. */
export type Step = Wait | Branch | Action;

/** What an id may name in a definition. */
export type NamedKind = Step["kind"] | "arm";

/** How many branches may stand inside one another, and how many steps a flow may have in all. */
export const DEEPEST_BRANCH = 4;
export const MOST_STEPS = 200;
export const MOST_ARMS = 50;

/** How much each field of a definition may hold. The schema refuses more; a browser stops in time. */
export const definitionLimits = {
  name: 120,
  description: 2_000,
  exclusions: 50,
  daysAfterLeaving: 3_650,
  actionsOfLane: 50,
  armName: 120,
} as const;

/** How long a pass may take: from its entry, or from the moment at which its last step was played. */
export interface TimeLimit extends Duration {
  from?: "entry" | "last_step" | undefined;
}

export type Reentry =
  | { kind: "never" }
  | { kind: "after_leaving" }
  | { kind: "days_after_leaving"; days: number };

export type { SendingWindow } from "@/lib/workspaces/schema";

export interface Goal {
  filter: Filter;
  /** Events count from the entry of the pass, unless the goal says ever. */
  counts: "since_entry" | "ever";
}

export interface Definition {
  kind: ProgrammeKind;
  name: string;
  description: string;
  target: Entity;
  audience: Filter;
  exclusions: Condition[];
  goal: Goal;
  autoExit?: TimeLimit | undefined;
  reentry: Reentry;
  /** A customer who stops matching the audience exits with reason left_audience. */
  leaveWhenAudienceStops: boolean;
  sendingWindow?: SendingWindow | undefined;
  entry: ImmediateAction[];
  steps: Step[];
  completion: ImmediateAction[];
  exit: ImmediateAction[];
}

/** A problem of a definition: errors refuse publishing, warnings and notes do not. */
export interface Problem {
  /** Id of the check, e.g. "J09". */
  check: string;
  severity: "error" | "warning" | "note";
  /** Where in the definition, e.g. "steps[0].body". */
  path: string;
  message: string;
  fix?: string;
}
