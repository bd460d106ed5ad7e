import type { Node } from "@xyflow/react";
import type { Box, Row } from "@/components/editor/canvas/drawing/boxes";

export type BoxNode = Node<{ box: Box }, "card">;

/** The cards for React Flow. A card that is drawn as before stays the very same node, so that nothing of it renders anew. */
export function nodesOf(boxes: readonly Box[], before: BoxNode[]): BoxNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const nodes = boxes.map((box) => {
    const node = known.get(box.id);
    return node && isSame(node.data.box, box) ? node : nodeOf(box);
  });
  const isUnchanged = nodes.length === before.length && nodes.every((node, index) => node === before[index]);
  return isUnchanged ? before : nodes;
}

function nodeOf(box: Box): BoxNode {
  const { id, x, y, width, height } = box;
  return {
    id,
    type: "card",
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    data: { box },
    domAttributes: { "aria-roledescription": undefined },
  };
}

function isSame(a: Box, b: Box): boolean {
  const before = Object.entries(a);
  const after = new Map(Object.entries(b));
  return before.length === after.size && before.every(([name, value]) => isEqual(value, after.get(name)));
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return isRows(a) && isRows(b) && a.length === b.length && a.every((row, index) => isSameRow(row, b[index]));
}

function isRows(value: unknown): value is Row[] {
  return Array.isArray(value);
}

function isSameRow(a: Row, b: Row | undefined): boolean {
  return a.step === b?.step && a.y === b.y && a.height === b.height;
}
