"use client";

import { Ellipsis, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/editor/panel/fields/quiet-button";
import type { Heading } from "@/components/editor/panel/panel-heading";

interface Props {
  heading: Heading;
  /** Asks what is to be done with the item; absent for parts, and for whoever may only look. */
  openMenu?: ((at: Element) => void) | undefined;
  close: () => void;
  titleId: string;
  children: ReactNode;
}

/** The frame of every form: which item it is about, what can be done with it, and the way out. */
export function PanelFrame({
  heading: { icon: Icon, hue, title, about },
  openMenu,
  close,
  titleId,
  children,
}: Props) {
  return (
    <>
      <header className="flex items-start gap-3 border-b border-line py-3.5 pr-3 pl-5">
        <span className={`grid size-8 shrink-0 place-items-center rounded-md ${hue}`}>
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
          {openMenu ? (
            <IconButton
              icon={Ellipsis}
              label="What can be done with it"
              aria-haspopup="menu"
              onClick={(event) => openMenu(event.currentTarget)}
            />
          ) : null}
          <IconButton icon={X} label="Close" onClick={close} />
        </span>
      </header>
      <div className="relative min-h-0 flex-1 space-y-5 overflow-y-auto overscroll-contain px-5 pt-4 pb-8">
        {children}
      </div>
    </>
  );
}
