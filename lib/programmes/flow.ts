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

/** A step that chooses a way, and the one of its ways that leads on. */
export interface Turning {
  step: Step;
  way: Way;
}

export interface PlacedAction {
  action: Action;
  moment: Moment;
  path: string;
}

type Flow = Pick<Definition, "steps">;

/** A step with all that its place says: the one that comes when it is played and holds no more, its ways, and those that lead to it. */
interface Place extends PlacedStep {
  behind: Step | null;
  ways: readonly Way[];
  turnings: readonly Turning[];
}

/**
 * Goes through a flow on all its ways at once: `play` says what a step makes of what came to it, `meet` what comes of several ways where
 * they meet. Each step is played once.
 */
export function followFlow<State>(
  { steps }: Flow,
  from: State,
  how: {
    play(state: State, placed: PlacedStep): State;
    meet(states: readonly [State, ...State[]]): State;
  },
): State {
  const along = (list: readonly Step[], at: string, arrived: State): State =>
    list.reduce((state, step, index) => {
      const path = `${at}[${index}]`;
      const played = how.play(state, { step, path });
      const [first, ...more] = waysOf(step).map((way) => along(way.steps, `${path}.${way.field}`, played));
      return first === undefined ? played : how.meet([first, ...more]);
    }, arrived);
  return along(steps, "steps", from);
}

/** Every step of a flow in reading order: a step, what its ways hold one after the other, then what comes behind it. */
export function walk(flow: Flow): readonly PlacedStep[] {
  return indexOf(flow).places;
}

/** The ways on which a step may send a pass, in the order in which they are asked; none where it simply goes on. */
export function waysOf(step: Step): readonly Way[] {
  return isAction(step) ? NONE : flowEntry(step).ways(step);
}

/** The step before which a pass stands once its entry actions are done; null when nothing comes between entry and end. */
export function firstStep({ steps }: Flow): Step | null {
  return steps[0] ?? null;
}

/** The step of an id; null when this version has none of it. */
export function findStep(flow: Flow, id: unknown): Step | null {
  return indexOf(flow).byId.get(id)?.step ?? null;
}

/** The step that comes once a step is played, on the way that was chosen there if it has several; null after the last one. */
export function stepAfter(flow: Flow, id: string, way: string | null = null): Step | null {
  const found = indexOf(flow).byId.get(id);
  if (!found) return null;
  const chosen = way === null ? undefined : found.ways.find((one) => one.id === way);
  return chosen?.steps[0] ?? found.behind;
}

/** A step and all that may come after it, in reading order; nothing when this version has no such step. */
export function stepsFrom(flow: Flow, id: string | null): readonly Step[] {
  const { places, byId } = indexOf(flow);
  const from = byId.get(id);
  if (!from) return [];
  const isElsewhere = ({ turnings }: Place) =>
    turnings.some(({ step, way }) => from.turnings.some((mine) => mine.step === step && mine.way !== way));
  return places.slice(places.indexOf(from)).flatMap((place) => (isElsewhere(place) ? [] : [place.step]));
}

/** The turnings that lead to a step, from the outermost; none where every pass comes by. */
export function turningsTo(flow: Flow, id: string): readonly Turning[] {
  return indexOf(flow).byId.get(id)?.turnings ?? NONE;
}

const NONE: readonly never[] = [];

interface Index {
  places: readonly Place[];
  byId: ReadonlyMap<unknown, Place>;
}

/** A move asks for steps several times, and what is published never changes: a flow is gone through once. */
const indexes = new WeakMap<readonly Step[], Index>();

function indexOf({ steps }: Flow): Index {
  const known = indexes.get(steps);
  if (known) return known;
  const places = placesIn(steps, { path: "steps", behind: null, turnings: NONE });
  const byId = new Map<unknown, Place>();
  for (const place of places) if (!byId.has(place.step.id)) byId.set(place.step.id, place);
  const index = { places, byId };
  indexes.set(steps, index);
  return index;
}

function placesIn(steps: readonly Step[], at: Pick<Place, "path" | "behind" | "turnings">): Place[] {
  return steps.flatMap((step, index) => {
    const path = `${at.path}[${index}]`;
    const behind = steps[index + 1] ?? at.behind;
    const ways = waysOf(step);
    const inside = ways.flatMap((way) => {
      const turnings = [...at.turnings, { step, way }];
      return placesIn(way.steps, { path: `${path}.${way.field}`, behind, turnings });
    });
    return [{ step, path, behind, ways, turnings: at.turnings }, ...inside];
  });
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
