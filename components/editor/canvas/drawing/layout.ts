import {
  type Box,
  type Gap,
  type Layout,
  placeKey,
  type Rect,
  type Row,
  type Stop,
} from "@/components/editor/canvas/drawing/boxes";
import { audienceWords, exitWords, goalWords } from "@/components/editor/canvas/drawing/card-words";
import { columnsOf } from "@/components/editor/canvas/drawing/columns";
import { fanOut, foldIn, straight } from "@/components/editor/canvas/drawing/lines";
import { momentsOf } from "@/components/editor/canvas/drawing/moments";
import {
  armHeight,
  branchHeight,
  CARD_WIDTH,
  COLUMN_GAP,
  EDGE,
  EMPTY_ROW,
  FAN,
  FOOT,
  headHeight,
  rowHeight,
} from "@/components/editor/canvas/drawing/sizes";
import { contentWords, waysWords } from "@/components/editor/content-words";
import { wayKey } from "@/lib/programmes/edit/holders-of";
import { type Lane, type ListAt, withInner } from "@/lib/programmes/edit/places";
import { waysOf } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";
import type { Way } from "@/lib/programmes/steps/entry";

/** Where a list begins: its axis, its top, and the head of the way that it lies in. */
interface Start {
  x: number;
  y: number;
  within: string | null;
}

/** The drawing while it is made. */
interface Sheet {
  boxes: Box[];
  gaps: Gap[];
  stops: Stop[];
  sides: Map<string, { heads: readonly string[]; branch: string | null }>;
  lines: string[];
  collapsed: ReadonlySet<string>;
  /** Whether lanes have a foot to add to. */
  mayAdd: boolean;
}

/**
 * Draws a definition: one column around one axis, a branch fanning into columns that close into one line again, the two ends side by side.
 * The same definition is always drawn the same, and what stands above a change stays where it is.
 */
export function layoutOf(definition: Definition, collapsed: ReadonlySet<string>, mayAdd = true): Layout {
  const sheet: Sheet = { boxes: [], gaps: [], stops: [], sides: new Map(), lines: [], collapsed, mayAdd };
  const audience = headHeight(audienceWords(definition));
  const top = { id: "#audience", ...around(0, 0, audience) };
  sheet.boxes.push({ look: "audience", ...top });
  sheet.stops.push({ ...top, within: null, after: { list: "entry", index: 0 } });
  sheet.lines.push(straight(0, audience, audience + EDGE / 2));
  const trunk = { x: 0, within: null };
  const entered = placeLane(sheet, definition, "entry", { ...trunk, y: audience + EDGE / 2 });
  const played = placeList(sheet, "steps", definition.steps, { ...trunk, y: entered });
  placeEnds(sheet, definition, played);
  const { boxes, gaps, stops, sides } = sheet;
  return { boxes, gaps, stops, sides, lines: sheet.lines.join(""), bounds: boundsOf(boxes) };
}

const heads = { entry: "#entry", completion: "#goal", exit: "#exit" } as const satisfies Record<Lane, string>;

function laneWords(definition: Definition, lane: Lane): string | null {
  if (lane === "entry") return null;
  return lane === "completion" ? goalWords(definition.goal) : exitWords(definition);
}

function placeEnds(sheet: Sheet, definition: Definition, y: number) {
  const side = (CARD_WIDTH + COLUMN_GAP) / 2;
  const both = { heads: ["#goal", "#exit"], branch: null };
  for (const head of both.heads) sheet.sides.set(head, both);
  sheet.lines.push(fanOut(0, y, [-side, side], y + FAN));
  placeLane(sheet, definition, "completion", { x: -side, y: y + FAN, within: "#goal" });
  placeLane(sheet, definition, "exit", { x: side, y: y + FAN, within: "#exit" });
}

/** A lane as one card; returns where it ends. */
function placeLane(sheet: Sheet, definition: Definition, lane: Lane, { x, y, within }: Start): number {
  const steps = definition[lane];
  const top = headHeight(laneWords(definition, lane));
  const rows = rowsOf(steps, top);
  const filled = top + (steps.length === 0 ? EMPTY_ROW : rows.reduce((sum, row) => sum + row.height, 0));
  const height = filled + (sheet.mayAdd ? FOOT : 0);
  const rect = around(x, y, height);
  const id = heads[lane];
  sheet.boxes.push({ look: lane, id, ...rect, headHeight: top, rows });
  sheet.stops.push({ id, ...rect, height: top, within, after: { list: lane, index: 0 } });
  placeRows(sheet, lane, rows, rect, { from: 0, within });
  if (rows.length > 0) placeGap(sheet, lane, steps, 0, { x, y: y + top, at: "rows" });
  placeGap(sheet, lane, steps, steps.length, { x, y: y + filled + FOOT / 2, at: "foot" });
  return y + height;
}

/** The steps of the flow or of one way, each card below the one before it; returns where the line behind the last one ends. */
function placeList(sheet: Sheet, list: ListAt, steps: readonly Step[], start: Start): number {
  const { x } = start;
  let y = start.y;
  const edge = (index: number) => {
    placeGap(sheet, list, steps, index, { x, y: y + EDGE / 2, at: "line" });
    sheet.lines.push(straight(x, y, y + EDGE));
    y += EDGE;
  };
  for (const { from, steps: group } of momentsOf(steps)) {
    edge(from);
    const [first] = group;
    if (!first) continue;
    y =
      waysOf(first).length > 0
        ? placeBranch(sheet, list, first, from, { ...start, y })
        : placeMoment(sheet, list, group, from, { ...start, y });
  }
  edge(steps.length);
  return y;
}

function placeMoment(sheet: Sheet, list: ListAt, group: readonly Step[], from: number, start: Start): number {
  const rows = rowsOf(group, 0);
  const rect = around(
    start.x,
    start.y,
    rows.reduce((sum, row) => sum + row.height, 0),
  );
  sheet.boxes.push({ look: "moment", id: `at ${rows[0]?.step.id}`, ...rect, rows });
  placeRows(sheet, list, rows, rect, { from, within: start.within });
  return start.y + rect.height;
}

function placeBranch(sheet: Sheet, list: ListAt, step: Step, index: number, start: Start): number {
  const { x, y, within } = start;
  const ways = waysOf(step);
  const isClosed = sheet.collapsed.has(step.id);
  const rect = around(x, y, branchHeight(isClosed));
  const summary = isClosed ? waysWords(step) : null;
  sheet.boxes.push({
    look: "branch",
    id: step.id,
    ...rect,
    kind: step.kind,
    ways: ways.length,
    isClosed,
    summary,
  });
  sheet.stops.push({ id: step.id, ...rect, within, after: { list, index: index + 1 } });
  const bottom = y + rect.height;
  if (isClosed) return bottom;
  const names = ways.map((way) => wayKey(step.id, way.id));
  for (const head of names) sheet.sides.set(head, { heads: names, branch: step.id });
  const columns = columnsOf(sheet.collapsed, step, ways, x);
  sheet.lines.push(fanOut(x, bottom, columns, bottom + FAN));
  const ends = ways.map((way, at) => {
    const axis = columns[at] ?? x;
    const head = { x: axis, y: bottom + FAN, within: names[at] ?? null };
    return { x: axis, y: placeWay(sheet, step, way, at, head) };
  });
  const across = Math.max(...ends.map((end) => end.y)) + FAN / 2;
  sheet.lines.push(foldIn(x, ends, across));
  return across;
}

/** The head of a way and, while it is open, its steps; returns where its line ends. */
function placeWay(sheet: Sheet, step: Step, way: Way, order: number, { x, y, within }: Start): number {
  const id = within ?? way.id;
  const isClosed = sheet.collapsed.has(id);
  const rect = around(x, y, armHeight(isClosed));
  const list: ListAt = { branch: step.id, arm: way.id };
  const holds = way.steps.reduce((sum, inner) => sum + withInner(inner).length, 0);
  const name = nameOf(step, way);
  const summary = isClosed ? contentWords(way.steps) : null;
  sheet.boxes.push({ look: "arm", id, ...rect, order, name, when: way.when, holds, isClosed, summary });
  sheet.stops.push({ id, ...rect, within: id, after: { list, index: 0 } });
  const bottom = y + rect.height;
  return isClosed ? bottom : placeList(sheet, list, way.steps, { x, y: bottom, within: id });
}

function nameOf(step: Step, way: Way): string | undefined {
  return "arms" in step ? step.arms.find(({ id }) => id === way.id)?.name : undefined;
}

function rowsOf(steps: readonly Step[], top: number): Row[] {
  let y = top;
  return steps.map((step) => {
    const height = rowHeight(step);
    y += height;
    return { step, y: y - height, height };
  });
}

/** The stops of a card's rows, and the gaps between them. */
function placeRows(
  sheet: Sheet,
  list: ListAt,
  rows: readonly Row[],
  card: Rect,
  { from, within }: { from: number; within: string | null },
) {
  const steps = rows.map(({ step }) => step);
  rows.forEach(({ step, y, height }, at) => {
    const rect = { x: card.x, y: card.y + y, width: card.width, height };
    sheet.stops.push({ id: step.id, ...rect, within, after: { list, index: from + at + 1 } });
    if (at === 0) return;
    const place = { list, index: from + at };
    const middle = card.x + card.width / 2;
    sheet.gaps.push({
      key: placeKey(place),
      place,
      x: middle,
      y: rect.y,
      at: "rows",
      before: steps[at - 1] ?? null,
      behind: step,
    });
  });
}

function placeGap(
  sheet: Sheet,
  list: ListAt,
  steps: readonly Step[],
  index: number,
  where: Pick<Gap, "x" | "y" | "at">,
) {
  const place = { list, index };
  const before = steps[index - 1] ?? null;
  sheet.gaps.push({ key: placeKey(place), place, ...where, before, behind: steps[index] ?? null });
}

function around(x: number, y: number, height: number): Rect {
  return { x: x - CARD_WIDTH / 2, y, width: CARD_WIDTH, height };
}

function boundsOf(boxes: readonly Box[]): Rect {
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left, y: 0, width: right - left, height: bottom };
}
