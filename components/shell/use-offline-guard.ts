"use client";

import { useEffect, useSyncExternalStore } from "react";
import { toasts, useToast } from "@/components/ui/use-toast";

const OFFLINE = "You are offline, so this page stays open. Go on once the connection is back.";

/** Whether there is no network to go anywhere else by; then it says so. */
export function mustStay(): boolean {
  if (navigator.onLine) return false;
  toasts.show({ tone: "bad", message: OFFLINE });
  return true;
}

/** Whether the computer has lost its network; while it has, a click on a link does not trade the page for the browser's own error. */
export function useOfflineGuard(): boolean {
  const { show } = useToast();
  const isOffline = useSyncExternalStore(
    follow,
    () => !navigator.onLine,
    () => false,
  );
  useEffect(() => {
    if (!isOffline) return;
    const stay = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
      if (link.pathname === location.pathname && link.hash) return;
      event.preventDefault();
      event.stopPropagation();
      show({ tone: "bad", message: OFFLINE });
    };
    document.addEventListener("click", stay, true);
    return () => document.removeEventListener("click", stay, true);
  }, [isOffline, show]);
  return isOffline;
}

function follow(tell: () => void): () => void {
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  return () => {
    window.removeEventListener("online", tell);
    window.removeEventListener("offline", tell);
  };
}
