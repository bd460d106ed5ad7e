import type { Filter } from "@/lib/audiences/schema";
import type { ListAt, Place } from "@/lib/programmes/edit/places";
import type { Step } from "@/lib/programmes/schema";
import type { StepKind } from "@/lib/programmes/steps";

/*
 * The words of the drawing. All measures are in pixels at a zoom of 1; the axis of the flow is x = 0, its top y = 0.
 *   box    one card, at a fixed place with a fixed size.
 *   row    one action or step on a card.
 *   stop   what can be selected and focused: the head of a card, a row, an arm.
 *   gap    where something can be put.
 */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Row {
  step: Step;
  /** From the top of its card. */
  y: number;
  height: number;
}

interface Placed extends Rect {
  id: string;
}
/** Actions of one moment, in their order. */
export interface MomentBox extends Placed {
  look: "moment";
  rows: readonly Row[];
}
/** Who may enter. */
export interface AudienceBox extends Placed {
  look: "audience";
}
/** A lane: its head, its actions, and room to add one. */
export interface LaneBox extends Placed {
  look: "entry" | "completion" | "exit";
  headHeight: number;
  rows: readonly Row[];
}
/** A step that chooses one of several ways. */
export interface BranchBox extends Placed {
  look: "branch";
  kind: StepKind;
  ways: number;
  isClosed: boolean;
  /** What its ways hold, while it is closed. */
  summary: string | null;
}
/** The head of one way. */
export interface ArmBox extends Placed {
  look: "arm";
  /** Its place in the order in which the ways are asked, from 0. */
  order: number;
  name: string | undefined;
  /** Null for whoever takes no other way. */
  when: Filter | null;
  /** How many steps it holds. */
  holds: number;
  isClosed: boolean;
  /** What these are, while it is closed. */
  summary: string | null;
}
export type Box = MomentBox | AudienceBox | LaneBox | BranchBox | ArmBox;

export interface Gap {
  key: string;
  place: Place;
  x: number;
  y: number;
  /** On a line between cards, between two rows of a card, or at the foot of a lane. */
  at: "line" | "rows" | "foot";
  before: Step | null;
  behind: Step | null;
}

export interface Stop extends Rect {
  id: string;
  /** The head of the way or lane that it lies in; null on the trunk. */
  within: string | null;
  /** Where something is put that comes right after it. */
  after: Place;
}

export interface Layout {
  boxes: readonly Box[];
  gaps: readonly Gap[];
  /** Everything that can be selected, in reading order. */
  stops: readonly Stop[];
  /** The heads side by side with each head, in their order, and the branch that they belong to. */
  sides: ReadonlyMap<string, { heads: readonly string[]; branch: string | null }>;
  /** The lines between the cards, as one SVG path. */
  lines: string;
  bounds: Rect;
}

/** One name for one list. */
export function listKey(list: ListAt): string {
  return typeof list === "string" ? list : `${list.branch}/${list.arm}`;
}

export function placeKey({ list, index }: Place): string {
  return `${listKey(list)}:${index}`;
}
