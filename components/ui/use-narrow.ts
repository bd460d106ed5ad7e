"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useTransition } from "react";

/**
 * Goes to another view of the same page, which stands in the address. Without a network the page stays as it is, with what was typed, and
 * goes there once the connection is back: asked for in vain it would be traded for the browser's own error.
 */
export function useNarrow(): { narrow: (href: string) => void; busy: boolean } {
  const router = useRouter();
  const [busy, start] = useTransition();
  const waiting = useRef<string | null>(null);
  const narrow = useCallback(
    (href: string) => {
      waiting.current = navigator.onLine ? null : href;
      if (navigator.onLine) start(() => router.replace(href, { scroll: false }));
    },
    [router],
  );
  useEffect(() => {
    const goOn = () => {
      if (waiting.current) narrow(waiting.current);
    };
    window.addEventListener("online", goOn);
    return () => window.removeEventListener("online", goOn);
  }, [narrow]);
  return { narrow, busy };
}
