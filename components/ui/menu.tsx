"use client";

import { Check, type LucideIcon } from "lucide-react";
import {
  Content,
  Item,
  ItemIndicator,
  Label,
  Portal,
  RadioGroup,
  RadioItem,
  Root,
  Separator,
  Trigger,
} from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

const line =
  "flex h-8 w-full cursor-default items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-lit data-[disabled]:text-ink-3";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  /** It was asked for before it was here. */
  isOpenFirst?: boolean;
}

/** What can be done or chosen, behind one button. */
export function Menu({
  trigger,
  children,
  align = "start",
  side = "bottom",
  isOpenFirst = false,
}: MenuProps) {
  return (
    <Root modal={false} defaultOpen={isOpenFirst}>
      <Trigger asChild>{trigger}</Trigger>
      <Portal>
        <Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="lifted z-30 max-h-(--radix-dropdown-menu-content-available-height) w-60 overflow-y-auto p-1"
        >
          {children}
        </Content>
      </Portal>
    </Root>
  );
}

interface ItemProps {
  icon?: LucideIcon;
  children: ReactNode;
}

export function MenuItem({ icon: Icon, children, onSelect }: ItemProps & { onSelect: () => void }) {
  return (
    <Item onSelect={onSelect} className={line}>
      {Icon ? <Icon aria-hidden size={15} strokeWidth={1.75} className="shrink-0 text-ink-3" /> : null}
      <span className="min-w-0 truncate">{children}</span>
    </Item>
  );
}

export function MenuLink({ icon: Icon, children, href }: ItemProps & { href: string }) {
  return (
    <Item asChild className={line}>
      <Link href={href}>
        {Icon ? <Icon aria-hidden size={15} strokeWidth={1.75} className="shrink-0 text-ink-3" /> : null}
        <span className="min-w-0 truncate">{children}</span>
      </Link>
    </Item>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [value: string, words: string])[];
  onChoose: (value: string) => void;
}

/** One of a few, with a mark at the one in use. */
export function MenuChoice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      <RadioGroup value={value} onValueChange={onChoose} aria-label={label}>
        {options.map(([option, words]) => (
          <RadioItem
            key={option}
            value={option}
            onSelect={(event) => event.preventDefault()}
            className={`${line} justify-between`}
          >
            <span className="min-w-0 truncate">{words}</span>
            <ItemIndicator>
              <Check aria-hidden size={14} strokeWidth={2} className="text-accent" />
            </ItemIndicator>
          </RadioItem>
        ))}
      </RadioGroup>
    </>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Label className="truncate px-2 pt-2 pb-1 text-xs font-medium text-ink-3">{children}</Label>;
}

export function MenuLine() {
  return <Separator className="my-1 h-px bg-line" />;
}
