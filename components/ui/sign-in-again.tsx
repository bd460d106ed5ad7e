"use client";

import { lazy, Suspense } from "react";
import { createStore } from "@/components/ui/create-store";
import { SIGN_IN_HREF } from "@/components/ui/signed-in-channel";
import { toasts } from "@/components/ui/use-toast";

const load = () => import("@/components/ui/sign-in-dialog").then((file) => ({ default: file.SignInDialog }));
const SignInDialog = lazy(load);

/** What waits for a new sign-in; null while nobody was signed out. */
const waiting = createStore<(() => void) | null>(null);

/** Says that the sign-in has expired and offers a new one beside this page; afterwards the same is tried again. */
export function askToSignIn(retry: () => void): void {
  load().then(
    () => waiting.set(() => retry),
    () =>
      toasts.show({
        tone: "bad",
        message: `Your sign-in has expired. Open ${location.origin}${SIGN_IN_HREF} in a new tab, then try again.`,
        action: { label: "Try again", run: retry },
      }),
  );
}

/** Stands ready on every page for the day a sign-in expires under a member's hands. */
export function SignInAgain() {
  const retry = waiting.use();
  if (!retry) return null;
  const close = () => waiting.set(() => null);
  return (
    <Suspense fallback={null}>
      <SignInDialog
        onClose={close}
        onRetry={() => {
          close();
          retry();
        }}
      />
    </Suspense>
  );
}
