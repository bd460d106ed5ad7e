"use client";

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import type { Box } from "@/components/editor/canvas/drawing/boxes";
import type { BoxNode } from "@/components/editor/canvas/drawing/nodes";
import { AudienceHead, LaneHead } from "@/components/editor/canvas/heads";
import { RowButton } from "@/components/editor/canvas/row";
import { ArmCard, BranchCard } from "@/components/editor/canvas/ways";
import { useEditorState } from "@/components/editor/editor-context";

/** One card of the drawing. It renders anew only when its own words, size or selection change. */
export const Card = memo(function Card({ data: { box } }: NodeProps<BoxNode>) {
  const hasSelected = useEditorState(({ selected }) => selected !== null && holds(box, selected));
  return (
    <div
      data-card={box.id}
      className={`pointer-events-auto relative size-full overflow-hidden rounded-card border bg-surface ${
        hasSelected
          ? "border-accent shadow-raised"
          : box.look === "completion"
            ? "border-good/35"
            : "border-line"
      }`}
    >
      {contentOf(box)}
    </div>
  );
});

function holds(box: Box, id: string): boolean {
  return box.id === id || ("rows" in box && box.rows.some(({ step }) => step.id === id));
}

function contentOf(box: Box): ReactNode {
  switch (box.look) {
    case "audience":
      return <AudienceHead box={box} />;
    case "branch":
      return <BranchCard box={box} />;
    case "arm":
      return <ArmCard box={box} />;
    case "moment":
      return <Rows rows={box.rows} />;
    case "entry":
    case "completion":
    case "exit":
      return (
        <>
          <LaneHead box={box} />
          {box.rows.length > 0 ? (
            <div className="border-t border-line">
              <Rows rows={box.rows} />
            </div>
          ) : (
            <p className="py-2.5 pr-3 pl-11 text-xs text-ink-3">{emptyLanes[box.look]}</p>
          )}
        </>
      );
  }
}

const emptyLanes = {
  entry: "What happens at that moment.",
  completion: "What happens when it is met.",
  exit: "What happens when time is up.",
} as const;

function Rows({ rows }: { rows: Extract<Box, { rows: unknown }>["rows"] }) {
  return rows.map(({ step, height }) => <RowButton key={step.id} step={step} height={height} />);
}
