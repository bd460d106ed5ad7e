"use client";

import { RefreshCw, WifiOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useTransition } from "react";
import { type Coalescer, coalesce } from "@/components/shell/coalesce";
import { type Line, lookOut } from "@/components/shell/look-out";
import { tellOwnNews } from "@/components/shell/own-news";
import { useOfflineGuard } from "@/components/shell/use-offline-guard";
import { useRevisions } from "@/components/shell/use-revisions";
import { askToSignIn } from "@/components/ui/sign-in-again";

const AT_MOST_EVERY_MS = 1_500;

interface Props {
  /** Where the revisions of the workspace are told. */
  live: string;
  /** Where to ask how things stand. */
  pulse: string;
  /** The revision that the page shows. */
  revision: string;
}

/** Keeps an open page up to date without touching what is typed, focused, unfolded or scrolled to; shows itself only when it cannot. */
export function Live({ live, pulse, revision }: Props) {
  const { refresh } = useRouter();
  const [isRefreshing, start] = useTransition();
  const shown = useRef(revision);
  const heard = useRef(revision);
  const refreshing = useRef<Coalescer | null>(null);
  const beganAt = useRef(0);
  const hear = useCallback((latest: string) => {
    const isNews = latest !== heard.current;
    heard.current = latest;
    if (tellOwnNews(isNews)) return;
    if (latest !== shown.current) refreshing.current?.ask();
  }, []);
  const { line, setLine, reopen } = useRevisions({ live, pulse }, hear);
  useEffect(() => {
    shown.current = revision;
  }, [revision]);
  useEffect(() => {
    const mine = coalesce(async () => {
      if (heard.current === shown.current) return mine.done(0);
      beganAt.current = performance.now();
      // A page that is asked for in vain is traded for the sign-in, or for the browser's own error, with all that was typed in it.
      const found = await lookOut(pulse);
      if (found === "live") return start(refresh);
      setLine(found);
      mine.done(0);
    }, AT_MOST_EVERY_MS);
    refreshing.current = mine;
    return () => mine.stop();
  }, [refresh, pulse, setLine]);
  const wasRefreshing = useRef(false);
  useEffect(() => {
    if (wasRefreshing.current && !isRefreshing) refreshing.current?.done(performance.now() - beganAt.current);
    wasRefreshing.current = isRefreshing;
  }, [isRefreshing]);
  const isOffline = useOfflineGuard();
  return <Mark line={line} isOffline={isOffline} reopen={reopen} />;
}

function Mark({ line, isOffline, reopen }: { line: Line; isOffline: boolean; reopen: () => void }) {
  const Icon = isOffline ? WifiOff : RefreshCw;
  const words = isOffline ? "Offline: what you see may be old" : "Not live: reconnecting";
  return (
    <div role="status" className="empty:hidden">
      {line === "signed_out" ? (
        <button
          type="button"
          onClick={() => askToSignIn(reopen)}
          className="font-medium text-warn-ink underline-offset-4 hover:underline"
        >
          Signed out: sign in again
        </button>
      ) : line === "lost" || isOffline ? (
        <span className="inline-flex items-center gap-1.5 text-warn-ink">
          <Icon aria-hidden size={12} strokeWidth={2} className="shrink-0" />
          {words}
        </span>
      ) : null}
    </div>
  );
}
