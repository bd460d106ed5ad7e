"use client";

import { useCallback, useEffect, useRef, useTransition } from "react";
import { attempt, type Outcome } from "@/components/ui/attempt";
import { askToSignIn } from "@/components/ui/sign-in-again";
import { type ToastAction, useToast } from "@/components/ui/use-toast";

interface Options<Answer> {
  /** What follows once it was done, also by a later try. */
  onDone?: (answer: Answer) => void;
  /** What follows when it was refused, besides being told. */
  onRefused?: (answer: Answer) => void;
  /** The screen itself shows how it went; only what never reached the server is told. */
  isQuiet?: boolean;
  /** Where to go from here, or how to take it back. */
  follow?: (answer: Answer) => ToastAction | undefined;
  /** Said when no answer came. */
  unanswered?: string;
  /** Doing it twice does it twice: then whoever asked looks first, and no button tries again. */
  isOnlyOnce?: boolean;
}

const UNANSWERED =
  "Trig could not be reached. What you typed is still here: check the connection, then try again.";
const OUTDATED =
  "Trig was updated while this page was open, so it cannot do this any more. Reload the page, then try again.";

/**
 * Asks for a change and tells how it went. Every form and button goes through it: what was typed survives a network that breaks and a
 * sign-in that expires, and can be sent again from where it stands.
 */
export function useMutation<Args extends unknown[], Answer extends Outcome>(
  mutation: (...args: Args) => Promise<Answer>,
  options: Options<Answer> = {},
): { run: (...args: Args) => void; isPending: boolean } {
  const { show } = useToast();
  const [isPending, start] = useTransition();
  const isBusy = useRef(false);
  const latest = useRef({ mutation, options });
  useEffect(() => {
    latest.current = { mutation, options };
  });

  const run = useCallback(
    (...args: Args): void => {
      if (isBusy.current) return;
      isBusy.current = true;
      start(async () => {
        const { mutation: ask, options: wanted } = latest.current;
        const tried = await attempt(() => ask(...args)).finally(() => {
          isBusy.current = false;
        });
        const again = wanted.isOnlyOnce ? undefined : { label: "Try again", run: () => run(...args) };
        switch (tried.kind) {
          case "done":
            wanted.onDone?.(tried.answer);
            if (!wanted.isQuiet)
              show({ tone: "good", message: tried.answer.message, action: wanted.follow?.(tried.answer) });
            return;
          case "refused":
            wanted.onRefused?.(tried.answer);
            if (!wanted.isQuiet) show({ tone: "bad", message: tried.answer.message });
            return;
          case "signed_out":
            return askToSignIn(() => run(...args));
          case "outdated":
            show({
              tone: "bad",
              message: OUTDATED,
              action: { label: "Reload", run: () => location.reload() },
            });
            return;
          case "unanswered":
            show({ tone: "bad", message: wanted.unanswered ?? UNANSWERED, action: again });
        }
      });
    },
    [show],
  );
  return { run, isPending };
}
