"use client";

import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";

/** Whether the page answers to a hand yet: before, it can be read and typed into, and nothing sends it. */
const Alive = createContext(false);

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
  const [isAlive, setIsAlive] = useState(false);
  useEffect(() => {
    // In a task of its own: each field's change is taken in before the next one's.
    const soon = setTimeout(() => {
      if (form.current) tellWhatWasTyped(form.current);
      setIsAlive(true);
    });
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
      <Alive value={isAlive}>{children}</Alive>
    </form>
  );
}

/** The button that sends its form; not before the page is alive, when the browser itself would send the fields in the address. */
export function SendButton({ disabled, ...rest }: ComponentProps<typeof Button>) {
  const isAlive = useContext(Alive);
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
  for (const choice of form.querySelectorAll("select")) {
    const isOther = [...choice.selectedOptions].some((option) => !option.defaultSelected);
    if (isOther) choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
