"use client";

import { Content, Overlay, Portal, Root } from "radix-ui/dialog";
import type { KeyboardEvent, ReactNode, Ref } from "react";

interface Props {
  titleId: string;
  close: () => void;
  /** Focuses the field that was asked for, if one was. */
  focusAsked: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  children: ReactNode;
  ref: Ref<HTMLDivElement>;
}

/** The panel on a narrow screen: a sheet from below that leaves the top of the flow in view. */
export function PanelSheet({ titleId, close, focusAsked, onKeyDown, children, ref }: Props) {
  return (
    <Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Portal>
        <Overlay className="veil z-30" />
        <Content
          ref={ref}
          onKeyDown={onKeyDown}
          aria-labelledby={titleId}
          aria-describedby={undefined}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
            focusAsked();
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="lifted fixed inset-x-0 bottom-0 z-30 mx-auto flex h-[82dvh] max-w-xl flex-col overflow-hidden rounded-b-none pb-[env(safe-area-inset-bottom)] outline-none"
        >
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
