"use client";

import { Content, Root, Trigger } from "radix-ui/popover";
import { type ReactNode, useRef, useState } from "react";
import type { Option } from "@/components/editor/panel/fields/match-options";
import { OptionRows } from "@/components/editor/panel/fields/option-rows";
import { useOptionList } from "@/components/editor/panel/fields/use-option-list";

interface Props<One extends Option> {
  /** The button that opens it. */
  trigger: ReactNode;
  label: string;
  /** What may be looked for. */
  placeholder: string;
  options: () => readonly One[];
  /** What can be made of words that are not in the list. */
  made?: (typed: string) => readonly One[];
  onPick: (option: One) => void;
  /** What has the focus afterwards; else the button. */
  afterwards?: () => void;
  align?: "start" | "end";
}

/** A long list behind a button, looked through by typing. */
export function PickMenu<One extends Option>(props: Props<One>) {
  const { trigger, label, placeholder, options, made, onPick, afterwards, align = "start" } = props;
  const [isOpen, setOpen] = useState(false);
  const isPicked = useRef(false);
  const [typed, setTyped] = useState("");
  const show = (wanted: boolean) => {
    setOpen(wanted);
    setTyped("");
    // The focus may leave for what was picked before the list is gone.
    if (wanted) isPicked.current = false;
  };
  const pick = (option: One) => {
    setOpen(false);
    isPicked.current = true;
    onPick(option);
  };
  const all = () => (made && typed.trim() !== "" ? [...options(), ...made(typed.trim())] : options());
  const list = useOptionList({
    options: all,
    typed,
    isOpen,
    open: () => show(true),
    close: () => show(false),
    pick,
    takesFirst: true,
  });
  return (
    <Root open={isOpen} onOpenChange={show}>
      <Trigger asChild>{trigger}</Trigger>
      <Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        aria-label={label}
        onCloseAutoFocus={(event) => {
          if (!isPicked.current || !afterwards) return;
          event.preventDefault();
          afterwards();
        }}
        className="lifted z-30 flex w-80 max-w-[calc(100vw-2rem)] flex-col"
      >
        <input
          {...list.combobox}
          aria-label={placeholder}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="h-10 w-full rounded-t-card border-b border-line bg-transparent px-3 text-base outline-none placeholder:text-ink-3"
        />
        {list.shown.length > 0 ? (
          <OptionRows list={list} label={label} pick={pick} />
        ) : (
          <p className="px-3 py-4 text-sm text-ink-3">Nothing of that name.</p>
        )}
      </Content>
    </Root>
  );
}
