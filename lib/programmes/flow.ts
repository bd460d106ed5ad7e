import { isMessage } from "@/lib/actions/is-message";
import type { CustomerMessage } from "@/lib/actions/kinds/entry";
import type { Action, Moment } from "@/lib/actions/schema";
import type { Definition, Step } from "@/lib/programmes/schema";
import { isAction } from "@/lib/programmes/steps";

/*
 * The order of a programme's steps. Nothing else knows it: who asks what comes first, next or at all asks here.
 * A branch begins here. What else it takes: a choice by the facts (enrolments/rules/next-move.ts), its filters (its entry says them), delays
 * along each arm (checks/timing.ts), where a moved pass stands (lifecycle/surviving-step.ts), arms not taken (insights/why/pass).
 */

/** A step and where it stands in the definition, e.g. "steps[2]". */
export interface PlacedStep {
  step: Step;
  path: string;
}

export interface PlacedAction {
  action: Action;
  moment: Moment;
  path: string;
}

type Flow = Pick<Definition, "steps">;

/** Every step of a flow in the order in which it is played. */
export function walk({ steps }: Flow): PlacedStep[] {
  return steps.map((step, index) => ({ step, path: `steps[${index}]` }));
}

/** The step before which a pass stands once its entry actions are done; null when nothing comes between entry and end. */
export function firstStep({ steps }: Flow): Step | null {
  return steps[0] ?? null;
}

/** The step of an id; null when this version has none of it. */
export function findStep({ steps }: Flow, id: unknown): Step | null {
  return steps.find((step) => step.id === id) ?? null;
}

/** The step that comes once a step is played; null after the last one. */
export function stepAfter(flow: Flow, id: string): Step | null {
  return stepsFrom(flow, id)[1] ?? null;
}

/** A step and all that come after it; nothing when this version has no such step. */
export function stepsFrom({ steps }: Flow, id: string | null): readonly Step[] {
  const index = steps.findIndex((step) => step.id === id);
  return index < 0 ? [] : steps.slice(index);
}

/** Everything that stands in a definition, actions of the lanes included, with its moment and place, in the order of the flow. */
export function itemsOf(definition: Definition): { item: Step; moment: Moment; path: string }[] {
  const lane = (moment: "entry" | "completion" | "exit") =>
    definition[moment].map((item, index) => ({ item, moment, path: `${moment}[${index}]` }));
  const steps = walk(definition).map(({ step, path }) => ({ item: step, moment: "step" as const, path }));
  return [...lane("entry"), ...steps, ...lane("completion"), ...lane("exit")];
}

/** Every action of a definition with its moment and place, in the order of the flow. */
export function actionsOf(definition: Definition): PlacedAction[] {
  return itemsOf(definition).flatMap(({ item, moment, path }) =>
    isAction(item) ? [{ action: item, moment, path }] : [],
  );
}

/** Every message to a customer that a definition has. */
export function messagesOf(definition: Definition): CustomerMessage[] {
  return actionsOf(definition).flatMap(({ action }) => (isMessage(action) ? [action] : []));
}

/** Everything with an id: actions, and what stands between them. */
export function placedIds(definition: Definition): { id: string; kind: Step["kind"]; path: string }[] {
  const actions = actionsOf(definition).map(({ action, path }) => ({
    id: action.id,
    kind: action.kind,
    path,
  }));
  const between = walk(definition).flatMap(({ step, path }) =>
    isAction(step) ? [] : [{ id: step.id, kind: step.kind, path }],
  );
  return [...actions, ...between];
}
