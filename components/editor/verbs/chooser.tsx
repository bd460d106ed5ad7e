"use client";

import { Command } from "cmdk";
import { Anchor, Content, Portal, Root } from "radix-ui/popover";
import { type ReactNode, useRef } from "react";

interface Props {
  /** What is chosen here. */
  label: string;
  /** Shown in the box in which one types to find; without it there is no box. */
  placeholder?: string | undefined;
  /** The element at which it opens. */
  at: Element;
  children: ReactNode;
  onClose: () => void;
}

/** A list to choose from, beside an element of the view: by arrow keys, by typing, by pointing. */
export function Chooser({ label, placeholder, at, children, onClose }: Props) {
  const anchor = useRef({ getBoundingClientRect: () => at.getBoundingClientRect() });
  const list = useRef<HTMLDivElement>(null);
  return (
    <Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Anchor virtualRef={anchor} />
      <Portal>
        <Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          onOpenAutoFocus={(event) => {
            // On a touch screen a focused box would bring up the keyboard over the list.
            if (placeholder && !window.matchMedia("(pointer: coarse)").matches) return;
            event.preventDefault();
            list.current?.focus();
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="lifted z-40 flex max-h-[min(26rem,var(--radix-popover-content-available-height))] w-80 max-w-[calc(100vw-1.5rem)] flex-col overflow-hidden outline-none"
        >
          <Command ref={list} label={label} loop tabIndex={-1} className="flex min-h-0 flex-col outline-none">
            {placeholder ? (
              <Command.Input
                placeholder={placeholder}
                className="h-10 shrink-0 border-b border-line bg-transparent px-3.5 text-base outline-none placeholder:text-ink-3 max-sm:text-lg sm:text-sm"
              />
            ) : null}
            <Command.List label={label} className="min-h-0 overflow-y-auto overscroll-contain p-1.5">
              {placeholder ? (
                <Command.Empty className="px-2.5 py-4 text-sm text-ink-2">
                  Nothing of that name.
                </Command.Empty>
              ) : null}
              {children}
            </Command.List>
          </Command>
        </Content>
      </Portal>
    </Root>
  );
}

interface ChoiceProps {
  value: string;
  /** Further words by which it is found. */
  keywords?: string[];
  icon?: ReactNode;
  children: ReactNode;
  /** A second line in quiet ink. */
  hint?: ReactNode;
  /** At the far end: a key. */
  end?: ReactNode;
  isOff?: boolean;
  isGrave?: boolean;
  onChoose: () => void;
}

/** One line of a chooser. What cannot be chosen stays readable: its hint says why. */
export function Choice(props: ChoiceProps) {
  const { value, keywords, icon, children, hint, end, isOff = false, isGrave = false, onChoose } = props;
  return (
    <Command.Item
      value={value}
      {...(keywords ? { keywords } : {})}
      disabled={isOff}
      onSelect={onChoose}
      className={`flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm select-none data-[selected=true]:bg-lit pointer-coarse:min-h-11 ${isGrave ? "text-bad-ink" : ""}`}
    >
      {icon}
      <span className="min-w-0 flex-1">
        <span className={`block wrap-anywhere ${isOff ? "text-ink-3" : ""}`} dir="auto">
          {children}
        </span>
        {hint ? (
          <span className="block text-xs text-pretty text-ink-3 in-data-[selected=true]:text-ink-2">
            {hint}
          </span>
        ) : null}
      </span>
      {end}
    </Command.Item>
  );
}

/** A line between groups of choices, which is no part of the list that is read aloud. */
export function ChoiceLine() {
  return <div aria-hidden className="my-1 h-px bg-line" />;
}
