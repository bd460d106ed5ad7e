import type { Node } from "@xyflow/react";
import type { Box } from "@/components/editor/canvas/drawing/boxes";

export type BoxNode = Node<{ box: Box }, "card">;

/** The cards for React Flow. A card that is drawn as before stays the very same node, so that nothing of it renders anew. */
export function nodesOf(boxes: readonly Box[], before: BoxNode[]): BoxNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const nodes = boxes.map((box) => {
    const node = known.get(box.id);
    return node && node.data.box === box ? node : nodeOf(box);
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
