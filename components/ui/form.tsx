"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const never = () => () => undefined;

/** Whether the page answers to a hand yet: before, it can be read and typed into, and nothing sends it. */
function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** A form that sends what its fields hold, also what was typed, or filled in by the browser, before the page was alive. */
export function Form({
  onSend,
  className,
  children,
}: {
  onSend: () => void;
  className?: string;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // In a task of its own: each field's change is taken in before the next one's.
    const soon = setTimeout(() => form.current && tellWhatWasTyped(form.current));
    return () => clearTimeout(soon);
  }, []);
  return (
    <form
      ref={form}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}

/** The button that sends its form; not before the page is alive, when the browser itself would send the fields in the address. */
export function SendButton({ disabled, ...rest }: ComponentProps<typeof Button>) {
  const isAlive = useIsAlive();
  return (
    <Button {...rest} type="submit" disabled={disabled || !isAlive} data-early={isAlive ? undefined : ""} />
  );
}

/** React takes a field for what it was drawn with until it sees it change. */
function tellWhatWasTyped(form: HTMLFormElement) {
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  for (const field of form.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")) {
    const { value, defaultValue } = field;
    if (value === defaultValue) continue;
    // React watches the element's own setter, not the prototype's.
    field.value = defaultValue;
    write?.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
