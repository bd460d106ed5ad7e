"use client";

import { ViewportPortal } from "@xyflow/react";
import { memo } from "react";

/** The lines between the cards: one path of hairlines, which is no part of what is read or focused. */
export const LineLayer = memo(function LineLayer({ lines }: { lines: string }) {
  return (
    <ViewportPortal>
      <svg aria-hidden className="pointer-events-none absolute top-0 left-0 size-px overflow-visible">
        <path d={lines} fill="none" stroke="var(--line-strong)" strokeWidth={1} />
      </svg>
    </ViewportPortal>
  );
});
