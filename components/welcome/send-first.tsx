"use client";

import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/copy-line";
import { Problem } from "@/components/ui/problem";
import { useForm } from "@/components/ui/use-form";
import { curlLine, nodeSnippet } from "@/components/welcome/snippets";

interface Props {
  origin: string;
  make: () => Promise<Outcome & { key?: string }>;
}

/** A write key, and what to paste with it to send the first event. */
export function SendFirst({ origin, make }: Props) {
  const [key, setKey] = useState<string | null>(null);
  const { run, isPending: busy, problem } = useForm(make, { onDone: (answer) => setKey(answer.key ?? null) });
  if (!key)
    return (
      <div className="card p-4 sm:p-5">
        <p className="text-pretty text-ink-2">
          A write key lets your backend send events. It is shown once, with lines that work when pasted.
        </p>
        <Button look="main" className="mt-4 h-9" disabled={busy} onClick={() => run()}>
          Make a write key
        </Button>
        <Problem>{problem}</Problem>
      </div>
    );
  return (
    <div className="card divide-y divide-line">
      <div className="p-4 sm:p-5">
        <h3 className="text-sm font-medium">Your write key</h3>
        <p className="text-sm text-ink-3">Copy it now: it is not shown again.</p>
        <CopyLine value={key} />
      </div>
      <Paste title="In a terminal" text={curlLine(origin, key)} />
      <Paste title="In Node, with Segment's client" text={nodeSnippet(origin, key)} />
    </div>
  );
}

function Paste({ title, text }: { title: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="p-4 sm:p-5">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{title}</h3>
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(text);
            setCopied(true);
          }}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <pre className="mt-2 max-h-56 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </div>
  );
}
