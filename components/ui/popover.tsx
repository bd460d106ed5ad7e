"use client";

import { Content, Portal, Root, Trigger } from "radix-ui/popover";
import type { ReactNode } from "react";

interface Props {
  /** The button that opens it. */
  trigger: ReactNode;
  /** What it is, for those who do not see it. */
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
}

/** A small panel beside the button that opened it, while the page stays in use. */
export function Popover({ trigger, label, children, align = "end" }: Props) {
  return (
    <Root>
      <Trigger asChild>{trigger}</Trigger>
      <Portal>
        <Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="lifted z-30 max-h-(--radix-popover-content-available-height) w-[min(26rem,calc(100vw-1rem))] overflow-y-auto p-4"
        >
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
