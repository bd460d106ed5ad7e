"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SIGN_IN_HREF, SIGNED_IN_CHANNEL } from "@/components/ui/signed-in-channel";

interface Props {
  onClose: () => void;
  onRetry: () => void;
}

/** An expired sign-in: a new one is made in a tab of its own, so that this page keeps what was typed. */
export function SignInDialog({ onClose, onRetry }: Props) {
  const [isSignedIn, setSignedIn] = useState(false);
  const retry = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(SIGNED_IN_CHANNEL);
    channel.onmessage = () => {
      setSignedIn(true);
      retry.current?.focus();
    };
    return () => channel.close();
  }, []);
  return (
    <Dialog
      title={isSignedIn ? "You are signed in again" : "Your sign-in has expired"}
      about={
        isSignedIn
          ? "Nothing was lost. Try again, and it goes through as you left it."
          : "Nothing was changed, and what you typed is still here. Sign in in a new tab, come back, and try again."
      }
      onClose={onClose}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={retry} look={isSignedIn ? "main" : "plain"} onClick={onRetry}>
          Try again
        </Button>
        {isSignedIn ? null : (
          <Button look="main" onClick={() => window.open(SIGN_IN_HREF, "_blank")}>
            Sign in
          </Button>
        )}
      </div>
    </Dialog>
  );
}
