"use client";

import { X } from "lucide-react";
import { Close, Content, Description, Overlay, Portal, Root, Title } from "radix-ui/dialog";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** One or two sentences below it. */
  about?: ReactNode;
  children?: ReactNode;
  onClose: () => void;
  className?: string;
}

/** Something that has to be settled before the page goes on; a sheet from below on a telephone. Shown while it is mounted. */
export function Dialog({ title, about, children, onClose, className = "sm:max-w-md" }: Props) {
  return (
    <Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Portal>
        <Overlay className="veil z-40" />
        <Content
          {...(about ? {} : { "aria-describedby": undefined })}
          className={`lifted fixed inset-x-0 bottom-0 z-40 flex max-h-[85dvh] flex-col overflow-hidden pb-[env(safe-area-inset-bottom)] max-sm:rounded-b-none sm:inset-x-4 sm:top-[18vh] sm:bottom-auto sm:mx-auto ${className}`}
        >
          <header className="flex items-start justify-between gap-4 pt-4 pr-3 pl-5">
            <div className="min-w-0 pt-0.5">
              <Title className="text-lg font-semibold tracking-[-0.011em] text-balance">{title}</Title>
              {about ? <Description className="mt-1 text-pretty text-ink-2">{about}</Description> : null}
            </div>
            <Close
              aria-label="Close"
              className="grid size-9 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden size={16} />
            </Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pt-4 pb-5">{children}</div>
        </Content>
      </Portal>
    </Root>
  );
}
