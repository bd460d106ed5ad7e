"use client";

import { Notice } from "@/components/ui/notice";

/** What a member sees when a page breaks: a sentence, a way out, and a reference to quote. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const reference =
    error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <Notice
      title="This page could not be shown"
      action={
        <button type="button" onClick={retry}>
          Try again
        </button>
      }
    >
      Something went wrong on our side; nothing you did is lost.
      {reference ? ` If it happens again, quote ${reference}.` : null}
    </Notice>
  );
}
