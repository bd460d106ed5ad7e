"use client";

import { Content, Portal, Provider, Root, Trigger } from "radix-ui/tooltip";
import type { ReactNode } from "react";

interface Props {
  /** What a button without words does, or a mark means. */
  says: ReactNode;
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
}

/** A few words beside what is pointed at or focused; never the only place where they stand. */
export function Tooltip({ says, children, side = "bottom" }: Props) {
  return (
    <Provider delayDuration={400} skipDelayDuration={200}>
      <Root>
        <Trigger asChild>{children}</Trigger>
        <Portal>
          <Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="lifted z-30 max-w-72 px-2.5 py-1.5 text-sm text-pretty text-ink-2"
          >
            {says}
          </Content>
        </Portal>
      </Root>
    </Provider>
  );
}
