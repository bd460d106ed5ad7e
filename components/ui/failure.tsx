"use client";

import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";

/** What a member sees when a page breaks: a sentence, a way out, and a reference to quote; by itself it tries again once the network is back. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const reference =
    error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [retry]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div ref={heading} tabIndex={-1} role="alert" className="outline-none">
      <Notice
        title="This page could not be shown"
        action={
          <p className="flex justify-center gap-5">
            <button type="button" onClick={retry}>
              Try again
            </button>
            <Link href="/">Go to the start</Link>
          </p>
        }
      >
        Something went wrong on our side; nothing you did is lost.
        {reference ? (
          <>
            {" "}
            If it happens again, quote <code className="font-mono text-sm text-ink">{reference}</code>.
          </>
        ) : null}
      </Notice>
    </div>
  );
}
