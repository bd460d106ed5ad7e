"use client";

import type { LucideIcon } from "lucide-react";
import { memo } from "react";
import { Face } from "@/components/editor/outline/lines/face";
import { Gap } from "@/components/editor/outline/lines/gap";
import { Holder } from "@/components/editor/outline/lines/holder";
import { Items } from "@/components/editor/outline/lines/items";
import { gapWords } from "@/lib/programmes/edit/place-words";
import type { Step } from "@/lib/programmes/schema";

interface Props {
  id: string;
  list: string;
  icon: LucideIcon;
  hue: string;
  title: string;
  details?: string;
  /** What a screen reader calls it, and its first gap while it is empty. */
  name: string;
  items: readonly Step[];
  empty: string;
}

/** A lane as one card: its heading, its actions, and while it has none what belongs there. */
export const Lane = memo(function Lane(props: Props) {
  const { id, list, icon, hue, title, details = "", name, items, empty } = props;
  return (
    <Holder>
      <Face
        id={id}
        level={1}
        spoken={name === title ? "" : name}
        icon={icon}
        hue={hue}
        title={title}
        details={details}
        frame="first"
        look="heading"
        isOpen
      />
      <Gap
        at={`${list}:0`}
        label={gapWords(items, 0) || name.toLowerCase()}
        look={items.length === 0 ? "foot" : "inside"}
        level={2}
        empty={items.length === 0 ? empty : undefined}
      />
      <Items list={list} items={items} level={2} isLane />
    </Holder>
  );
});
