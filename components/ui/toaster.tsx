"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Action, Close, Description, Provider, Root, Viewport } from "radix-ui/toast";
import { Link } from "@/components/ui/link";
import { type Toast, type ToastAction, useToast, useToasts } from "@/components/ui/use-toast";

const GOES_AFTER_MS = 6_000;
const WITH_ACTION_MS = 10_000;

/** The one place where the app says how things went. */
export function Toaster() {
  const toasts = useToasts();
  return (
    <Provider swipeDirection="right" label="How it went">
      {toasts.map((toast) => (
        <Shown key={toast.id} toast={toast} />
      ))}
      <Viewport
        label="How things went ({hotkey})"
        className="pointer-events-auto fixed right-0 bottom-0 z-50 flex w-full flex-col gap-2 p-4 empty:hidden sm:w-[25rem] sm:p-5"
      />
    </Provider>
  );
}

function Shown({ toast }: { toast: Toast }) {
  const { dismiss } = useToast();
  const { id, tone, message, action } = toast;
  const Icon = tone === "good" ? CircleCheck : CircleAlert;
  const stays = tone === "bad";
  return (
    <Root
      type="background"
      duration={stays ? Number.POSITIVE_INFINITY : action ? WITH_ACTION_MS : GOES_AFTER_MS}
      onOpenChange={(open) => (open ? undefined : dismiss(id))}
      className="lifted flex items-start gap-3 py-3 pr-2 pl-3.5"
    >
      <Icon
        aria-hidden
        size={16}
        strokeWidth={2}
        className={`mt-0.5 shrink-0 ${tone === "good" ? "text-good-ink" : "text-bad-ink"}`}
      />
      <div className="min-w-0 flex-1">
        <Description className="text-sm text-pretty [overflow-wrap:anywhere]">{message}</Description>
        {action ? <Follow action={action} /> : null}
      </div>
      <Close
        aria-label="Dismiss"
        className="-my-1 grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden size={15} />
      </Close>
    </Root>
  );
}

function Follow({ action }: { action: ToastAction }) {
  const look = "mt-1 inline-flex text-sm font-medium text-accent underline-offset-4 hover:underline";
  return (
    <Action altText={action.label} asChild>
      {"href" in action ? (
        <Link href={action.href} className={look}>
          {action.label}
        </Link>
      ) : (
        <button type="button" onClick={action.run} className={look}>
          {action.label}
        </button>
      )}
    </Action>
  );
}
