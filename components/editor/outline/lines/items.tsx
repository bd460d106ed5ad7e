"use client";

import { CornerDownRight, type LucideIcon } from "lucide-react";
import { memo } from "react";
import { contentWords, waysWords } from "@/components/editor/content-words";
import { useEditorState } from "@/components/editor/editor-context";
import { cardFrames } from "@/components/editor/outline/lines/card-frames";
import { Face, type Frame } from "@/components/editor/outline/lines/face";
import { Gap, type GapLook } from "@/components/editor/outline/lines/gap";
import { Holder } from "@/components/editor/outline/lines/holder";
import { wayWords } from "@/components/editor/outline/lines/way-words";
import { kindParts } from "@/components/flow/kinds";
import { wayKey } from "@/lib/programmes/edit/holders-of";
import { gapWords } from "@/lib/programmes/edit/place-words";
import { stepDetails } from "@/lib/programmes/edit/step-details";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import { waysOf } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import { isBranch } from "@/lib/programmes/steps/branch";

interface Props {
  /** The list they stand in: gap-key.ts. */
  list: string;
  items: readonly Step[];
  level: number;
  /** They all lie in the card of their lane; otherwise each moment has a card of its own. */
  isLane?: boolean;
}

/** The steps of a list, each with the gap behind it. */
export const Items = memo(function Items({ list, items, level, isLane = false }: Props) {
  const frames = isLane ? null : cardFrames(items);
  return items.map((item, index) => (
    <Item
      key={item.id}
      item={item}
      list={list}
      index={index}
      of={items.length}
      level={level}
      frame={frames?.[index] ?? "middle"}
      gap={gapLook(frames?.[index] ?? null, index === items.length - 1)}
      gapLabel={gapWords(items, index + 1)}
    />
  ));
});

function gapLook(frame: Frame | null, isLast: boolean): GapLook {
  if (frame === null) return isLast ? "foot" : "inside";
  return frame === "only" || frame === "last" ? "outside" : "inside";
}

interface ItemProps {
  item: Step;
  list: string;
  index: number;
  of: number;
  level: number;
  frame: Frame;
  gap: GapLook;
  gapLabel: string;
}

/** One step with what lies within it, and the gap behind it. */
const Item = memo(function Item({ item, list, index, of, level, frame, gap, gapLabel }: ItemProps) {
  const { icon, hue, label } = kindParts[item.kind];
  const isClosed = useEditorState((state) => state.collapsed.has(item.id));
  const hasWays = waysOf(item).length > 0;
  const title = stepHeadline(item);
  const details = hasWays && isClosed ? waysWords(item) : stepDetails(item);
  return (
    <Holder>
      <Face
        id={item.id}
        level={level}
        place={index + 1}
        of={of}
        spoken={label}
        icon={icon}
        hue={hue}
        title={title}
        details={details}
        frame={frame}
        isItem
        hasMenu
        canClose={hasWays}
        isOpen={hasWays ? !isClosed : undefined}
      />
      {hasWays && !isClosed ? <Ways branch={item} level={level + 1} /> : null}
      <Gap at={`${list}:${index + 1}`} label={gapLabel} look={gap} level={level} />
    </Holder>
  );
});

const EMPTY = "Nothing here: who goes this way goes on behind the branch.";

/** The ways of a branch in the order in which they are asked, indented; each can be closed. */
function Ways({ branch, level }: { branch: Step; level: number }) {
  const names = new Map(isBranch(branch) ? branch.arms.map(({ id, name }) => [id, name]) : []);
  return (
    <div className="ml-3 border-l border-line-strong/70 pt-1.5 pl-2.5 @lg:ml-(--axis) @lg:pl-3.5">
      {waysOf(branch).map(({ id, when, steps }, order) => {
        const { title, who } = wayWords(names.get(id), when);
        return (
          <Way
            key={id}
            branch={branch.id}
            way={id}
            level={level}
            mark={when === null ? CornerDownRight : String(order + 1)}
            title={title}
            who={who}
            steps={steps}
          />
        );
      })}
    </div>
  );
}

interface WayProps {
  branch: string;
  way: string;
  level: number;
  mark: LucideIcon | string;
  title: string;
  who: string;
  steps: readonly Step[];
}

const Way = memo(function Way({ branch, way, level, mark, title, who, steps }: WayProps) {
  const id = wayKey(branch, way);
  const isClosed = useEditorState((state) => state.collapsed.has(id));
  const list = `${branch}/${way}`;
  const details = [who, ...(isClosed ? [contentWords(steps)] : [])].filter(Boolean).join("\n");
  return (
    <Holder className="pb-1.5">
      <Face
        id={id}
        level={level}
        holder={branch}
        icon={mark}
        hue="bg-sunken text-ink-2"
        title={title}
        details={details}
        frame="bare"
        look="arm"
        hasMenu
        canClose
        isOpen={!isClosed}
      />
      {isClosed ? null : (
        <>
          <Gap
            at={`${list}:0`}
            label={gapWords(steps, 0) || `in “${title}”`}
            look="outside"
            level={level + 1}
            empty={steps.length === 0 ? EMPTY : undefined}
          />
          <Items list={list} items={steps} level={level + 1} />
        </>
      )}
    </Holder>
  );
});
