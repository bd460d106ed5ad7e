"use client";

import { Anchor, Content, Root } from "radix-ui/popover";
import { useRef, useState } from "react";
import { TextInput } from "@/components/editor/panel/fields/inputs";
import type { Option } from "@/components/editor/panel/fields/match-options";
import { OptionRows } from "@/components/editor/panel/fields/option-rows";
import type { Control } from "@/components/editor/panel/fields/panel-field";
import { useOptionList } from "@/components/editor/panel/fields/use-option-list";
import { usePanel } from "@/components/editor/panel/panel-context";

interface Props<One extends Option> {
  control?: Control;
  label: string;
  text: string;
  /** Told once the name is whole: it was chosen, or its author went on. */
  onText: (text: string) => void;
  options: () => readonly One[];
  /** Told which one was chosen, where the name alone does not say it. */
  onPick?: (option: One) => void;
  placeholder?: string;
  maxLength?: number;
  className?: string;
}

/** A name that is typed or chosen from those that are known; a new one is as good. */
export function Suggest<One extends Option>({
  control,
  label,
  text,
  onText,
  options,
  onPick,
  ...rest
}: Props<One>) {
  const { isReadOnly } = usePanel();
  const box = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  /** What is being typed. Opened without typing it offers everything: what stands there is no search then. */
  const [typed, setTyped] = useState<string | null>(null);
  const settle = (name: string | null) => {
    setOpen(false);
    setTyped(null);
    if (name !== null && name !== text) onText(name);
  };
  const pick = (option: One) => {
    settle(onPick ? null : option.label);
    onPick?.(option);
  };
  const open = () => setOpen(!isReadOnly);
  const list = useOptionList({
    options,
    typed: typed ?? "",
    isOpen,
    open,
    close: () => setOpen(false),
    pick,
    takesFirst: false,
  });
  return (
    <Root open={isOpen && list.shown.length > 0} onOpenChange={(wanted) => setOpen(wanted && !isReadOnly)}>
      <Anchor asChild>
        <TextInput
          {...rest}
          {...control}
          {...list.combobox}
          aria-label={label}
          ref={box}
          spellCheck={false}
          autoCapitalize="none"
          value={typed ?? text}
          onText={(next) => {
            setTyped(next);
            open();
          }}
          onClick={open}
          onBlur={() => settle(typed)}
          onKeyDown={(event) => {
            list.combobox.onKeyDown(event);
            if (event.key === "Enter" && !event.defaultPrevented) settle(typed);
          }}
        />
      </Anchor>
      <Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        aria-label={label}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => {
          if (event.target instanceof Node && box.current?.contains(event.target)) event.preventDefault();
        }}
        className="lifted z-30 w-(--radix-popover-trigger-width) min-w-56"
      >
        <OptionRows list={list} label={label} pick={pick} />
      </Content>
    </Root>
  );
}
