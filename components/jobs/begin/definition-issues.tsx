"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";

interface Props {
  issues: { path: string; message: string; fix?: string }[] | undefined;
}

const MOST_SHOWN = 20;

/** Why a definition cannot be read: each fault with its place and a sentence. */
export function DefinitionIssues({ issues }: Props) {
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found last is brought into view
  useEffect(() => list.current?.scrollIntoView({ block: "nearest" }), [issues]);
  if (!issues || issues.length === 0) return null;
  const rest = issues.length - MOST_SHOWN;
  return (
    <ul
      ref={list}
      aria-label="What is wrong with it"
      className="mt-3 space-y-2 rounded-md bg-bad-soft px-3 py-2.5 text-sm"
    >
      {issues.slice(0, MOST_SHOWN).map(({ path, message, fix }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same can be wrong twice in one place
        <li key={`${index} ${path}`} className="flex gap-2">
          <CircleAlert aria-hidden size={14} className="mt-1 shrink-0 text-bad-ink" />
          <span className="min-w-0 text-pretty [overflow-wrap:anywhere]">
            {path ? <code className="mr-1.5 font-mono text-xs text-ink-2">{path}</code> : null}
            {message}
            {fix ? <span className="text-ink-2"> {fix}</span> : null}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="text-ink-2">… and {rest} more.</li> : null}
    </ul>
  );
}
