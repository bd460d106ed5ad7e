import { isMessage } from "@/lib/actions/is-message";
import type { CustomerMessage } from "@/lib/actions/kinds/entry";
import type { Action, Moment } from "@/lib/actions/schema";
import type { Definition, NamedKind, Step } from "@/lib/programmes/schema";
import { flowEntry, isAction } from "@/lib/programmes/steps";
import type { Way } from "@/lib/programmes/steps/entry";

/*
 * The order of a programme's steps. Nothing else knows it: who asks what comes first, next or at all asks here.
 * Steps lie in lists: the flow's own, and one in each way of a step that chooses one. Where a list ends, the flow goes on behind the step
 * that holds it.
 */

/** A step and where it stands in the definition, e.g. "steps[2].arms[0].steps[1]". */
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

/** Every step of a flow in reading order: a step, what its ways hold one after the other, then what comes behind it. */
export function walk({ steps }: Flow): PlacedStep[] {
  return walkList(steps, "steps");
}

function walkList(steps: readonly Step[], at: string): PlacedStep[] {
  return steps.flatMap((step, index) => {
    const path = `${at}[${index}]`;
    const inside = waysOf(step).flatMap((way) => walkList(way.steps, `${path}.${way.field}`));
    return [{ step, path }, ...inside];
  });
}

/** The ways on which a step may send a pass, in the order in which they are asked; none where it simply goes on. */
export function waysOf(step: Step): Way[] {
  return isAction(step) ? [] : flowEntry(step).ways(step);
}

/** The step before which a pass stands once its entry actions are done; null when nothing comes between entry and end. */
export function firstStep({ steps }: Flow): Step | null {
  return steps[0] ?? null;
}

/** The step of an id; null when this version has none of it. */
export function findStep({ steps }: Flow, id: unknown): Step | null {
  return locate(steps, id, null)?.step ?? null;
}

/** The step that comes once a step is played, on the way that was chosen there if it has several; null after the last one. */
export function stepAfter({ steps }: Flow, id: string, way: string | null = null): Step | null {
  const found = locate(steps, id, null);
  if (!found) return null;
  const chosen = way === null ? undefined : waysOf(found.step).find((one) => one.id === way);
  return chosen?.steps[0] ?? found.behind;
}

/** A step and all that may come after it, in reading order; nothing when this version has no such step. */
export function stepsFrom({ steps }: Flow, id: string | null): readonly Step[] {
  return rest(steps, id) ?? [];
}

function rest(steps: readonly Step[], id: string | null): Step[] | null {
  for (const [index, step] of steps.entries()) {
    const others = () => walkList(steps.slice(index + 1), "").map((placed) => placed.step);
    if (step.id === id) return [...walkList([step], "").map((placed) => placed.step), ...others()];
    for (const way of waysOf(step)) {
      const inside = rest(way.steps, id);
      if (inside) return [...inside, ...others()];
    }
  }
  return null;
}

/** A step of an id, and the one that comes when it is played and holds no more; `behind` is what stands behind the list. */
function locate(
  steps: readonly Step[],
  id: unknown,
  behind: Step | null,
): { step: Step; behind: Step | null } | null {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1] ?? behind;
    if (step.id === id) return { step, behind: next };
    for (const way of waysOf(step)) {
      const found = locate(way.steps, id, next);
      if (found) return found;
    }
  }
  return null;
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

/** Everything with an id: actions, what stands between them, and the arms of a branch. */
export function placedIds(definition: Definition): { id: string; kind: NamedKind; path: string }[] {
  const actions = actionsOf(definition).map(({ action, path }) => ({
    id: action.id,
    kind: action.kind,
    path,
  }));
  const between = walk(definition).flatMap(({ step, path }) =>
    isAction(step)
      ? []
      : [
          { id: step.id, kind: step.kind, path },
          ...armsOf(step).map((arm) => ({ ...arm, path: `${path}.${arm.path}` })),
        ],
  );
  return [...actions, ...between];
}

function armsOf(step: Step) {
  return waysOf(step).flatMap(({ id, when, field }) =>
    when === null ? [] : [{ id, kind: "arm" as const, path: field.replace(/\.steps$/, "") }],
  );
}
