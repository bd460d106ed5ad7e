"use client";

import { Copy, CopyPlus, Ellipsis, MoveVertical, Trash2, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/editor/panel/fields/quiet-button";
import type { Heading } from "@/components/editor/panel/panel-heading";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";

/** What can be done with the item that is open, besides changing it. */
export interface ItemVerbs {
  duplicate: (id: string) => void;
  moveTo: (id: string) => void;
  copy: (id: string) => void;
  remove: (id: string) => void;
}

interface Props {
  heading: Heading;
  /** The item's id and what can be done with it; absent for parts, and for whoever may only look. */
  item?: { id: string; verbs: ItemVerbs } | undefined;
  close: () => void;
  titleId: string;
  children: ReactNode;
}

/** The frame of every form: which item it is about, what can be done with it, and the way out. */
export function PanelFrame({ heading: { icon: Icon, title, about }, item, close, titleId, children }: Props) {
  return (
    <>
      <header className="flex items-start gap-3 border-b border-line py-3.5 pr-3 pl-5">
        <span className="grid size-8 shrink-0 place-items-center rounded-md bg-sunken text-ink-2">
          <Icon aria-hidden size={16} strokeWidth={1.75} />
        </span>
        <div className="min-w-0 flex-1">
          <h2
            id={titleId}
            className="line-clamp-2 text-base leading-5 font-semibold tracking-[-0.006em] [overflow-wrap:anywhere]"
            dir="auto"
          >
            {title}
          </h2>
          <p className="truncate text-sm text-ink-3">{about}</p>
        </div>
        <span className="flex">
          {item ? <ItemMenu {...item} /> : null}
          <IconButton icon={X} label="Close" onClick={close} />
        </span>
      </header>
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto overscroll-contain px-5 pt-4 pb-8">
        {children}
      </div>
    </>
  );
}

function ItemMenu({ id, verbs }: NonNullable<Props["item"]>) {
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label="What can be done with it" />} align="end">
      <MenuItem icon={CopyPlus} onSelect={() => verbs.duplicate(id)}>
        Duplicate
      </MenuItem>
      <MenuItem icon={MoveVertical} onSelect={() => verbs.moveTo(id)}>
        Move to…
      </MenuItem>
      <MenuItem icon={Copy} onSelect={() => verbs.copy(id)}>
        Copy
      </MenuItem>
      <MenuLine />
      <MenuItem icon={Trash2} onSelect={() => verbs.remove(id)}>
        Delete
      </MenuItem>
    </Menu>
  );
}
