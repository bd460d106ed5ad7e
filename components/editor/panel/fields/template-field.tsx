"use client";

import { AtSign, Braces, type LucideIcon } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { TextArea, TextInput } from "@/components/editor/panel/fields/inputs";
import { insertAt } from "@/components/editor/panel/fields/insert-at";
import { PanelField } from "@/components/editor/panel/fields/panel-field";
import { PickMenu } from "@/components/editor/panel/fields/pick-menu";
import { usePanel } from "@/components/editor/panel/panel-context";
import type { Snippet } from "@/components/editor/panel/placeholders";

interface Props {
  label: string;
  path: string;
  text: string;
  onText: (text: string) => void;
  snippets: () => readonly Snippet[];
  /** Whom a note to the team may call. */
  mentions?: () => readonly Snippet[];
  maxLength: number;
  hint?: ReactNode;
  placeholder?: string;
  /** On one line, or on as many as it takes. */
  isLine?: boolean;
  /** Where its author begins. */
  isFirst?: boolean;
}

/** A text with placeholders, which are inserted where the caret stood last. */
export function TemplateField(props: Props) {
  const {
    label,
    path,
    text,
    onText,
    snippets,
    mentions,
    hint,
    isLine = false,
    isFirst = false,
    ...rest
  } = props;
  const { isReadOnly } = usePanel();
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const caret = useRef<{ from: number; to: number } | null>(null);
  /** What is marked once a snippet is there. */
  const marked = useRef({ from: 0, to: 0 });

  const insert = ({ text: snippet }: Snippet) => {
    const element = box.current;
    if (!element) return;
    const { from, to } = caret.current ?? { from: text.length, to: text.length };
    const next = insertAt({ text, from, to }, snippet);
    marked.current = next;
    element.focus();
    element.setSelectionRange(from, to);
    // Typed like this the browser can undo it; where it cannot, the text is set.
    if (!document.execCommand("insertText", false, snippet)) onText(next.text);
  };
  const goOn = () => {
    box.current?.focus();
    box.current?.setSelectionRange(marked.current.from, marked.current.to);
  };
  const remember = (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    caret.current = { from: selectionStart ?? 0, to: selectionEnd ?? 0 };
  };
  const menu = (name: string, icon: LucideIcon, options: () => readonly Snippet[]) => (
    <PickMenu
      trigger={<InsertButton icon={icon}>{name}</InsertButton>}
      label={`${name} into ${label.toLowerCase()}`}
      placeholder={options === mentions ? "Find whom to call" : "Find a placeholder"}
      options={options}
      onPick={insert}
      afterwards={goOn}
      align="end"
    />
  );
  const Input = isLine ? TextInput : TextArea;
  return (
    <PanelField
      label={label}
      path={path}
      hint={hint}
      aside={
        isReadOnly ? null : (
          <span className="flex items-center gap-1">
            {mentions ? menu("Mention", AtSign, mentions) : null}
            {menu("Insert", Braces, snippets)}
          </span>
        )
      }
    >
      {(control) => (
        <Input
          {...rest}
          {...control}
          ref={box}
          data-first={isFirst ? "" : undefined}
          autoCapitalize="sentences"
          spellCheck
          value={text}
          onText={onText}
          onSelect={remember}
          onBlur={remember}
          className={isLine ? "" : "max-h-[60dvh] min-h-40 leading-[1.55]"}
        />
      )}
    </PanelField>
  );
}

function InsertButton({
  icon: Icon,
  children,
  ...rest
}: React.ComponentProps<"button"> & { icon: LucideIcon }) {
  return (
    <button
      type="button"
      {...rest}
      className="inline-flex h-6 pointer-coarse:h-8 items-center gap-1 rounded px-1.5 text-sm text-ink-3 transition-colors hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink"
    >
      <Icon aria-hidden size={13} strokeWidth={2} />
      {children}
    </button>
  );
}
