"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Something to be copied as a whole: a link, a key, a line for a terminal. */
export function CopyLine({ value }: { value: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-3">
      <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{value}</code>
      <Button
        onClick={async () => {
          await navigator.clipboard.writeText(value);
          setCopied(true);
        }}
      >
        {copied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
