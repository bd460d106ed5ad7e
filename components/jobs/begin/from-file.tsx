"use client";

import { useState } from "react";
import { DefinitionIssues } from "@/components/jobs/begin/definition-issues";
import { textareaLook } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";

interface Props {
  begin: (form: { from: "file"; text: string }) => void;
  isPending: boolean;
  issues: { path: string; message: string; fix?: string }[] | undefined;
}

/** A job that somebody has as JSON: chosen as a file, dropped, or pasted. What is wrong with it is told in place. */
export function FromFile({ begin, isPending, issues }: Props) {
  const [text, setText] = useState("");
  const [isOver, setOver] = useState(false);
  const take = async (chosen: File | undefined) => {
    if (chosen) setText(await chosen.text());
  };
  return (
    <Form onSend={() => begin({ from: "file", text })}>
      <label className="flex flex-col gap-1 text-sm font-medium">
        Definition
        <textarea
          required
          rows={5}
          spellCheck={false}
          placeholder="Paste it here, or drop the file"
          value={text}
          onChange={(typed) => setText(typed.target.value)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer.files[0]);
          }}
          className={`${textareaLook} font-mono text-sm ${isOver ? "border-accent" : ""}`}
        />
      </label>
      <DefinitionIssues issues={issues} />
      <div className="mt-3 flex flex-wrap gap-3">
        <SendButton look="main" className="h-9" disabled={isPending}>
          Import
        </SendButton>
        <label className="inline-flex h-9 cursor-pointer items-center rounded-md border border-line bg-surface px-3 text-sm font-medium whitespace-nowrap shadow-card transition-colors hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
          Choose a file
          <input
            type="file"
            accept=".json,application/json"
            className="sr-only"
            onChange={(chosen) => void take(chosen.target.files?.[0])}
          />
        </label>
      </div>
    </Form>
  );
}
