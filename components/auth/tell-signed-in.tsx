"use client";

import { useEffect } from "react";
import { SIGNED_IN_CHANNEL } from "@/components/ui/signed-in-channel";

/** Tells the page that waits for a fresh sign-in, in another tab, that it is there. */
export function TellSignedIn() {
  useEffect(() => {
    const channel = new BroadcastChannel(SIGNED_IN_CHANNEL);
    channel.postMessage("signed in");
    channel.close();
  }, []);
  return null;
}
