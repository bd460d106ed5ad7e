"use client";

import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { useForm } from "@/components/ui/use-form";

interface Props {
  /** The zone it starts with; changed later under its settings. */
  timezone: string;
  make: (form: { name: string; timezone: string }) => Promise<Outcome & { path?: string }>;
}

/** Makes another workspace: other customers, jobs, keys and members. */
export function NewWorkspaceForm({ timezone, make }: Props) {
  const [name, setName] = useState("");
  const {
    run,
    isPending: busy,
    problem,
  } = useForm(make, { onDone: ({ path }) => (path ? window.location.assign(path) : undefined) });
  return (
    <Form className="card p-4 sm:p-5" onSend={() => run({ name, timezone })}>
      <p className="mb-3.5 text-pretty text-ink-2">
        For another product or a test environment: with customers, jobs, keys and members of its own.
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label="Name"
          required
          maxLength={120}
          className="flex-1 basis-60"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SendButton className="h-9" disabled={busy}>
          Make a workspace
        </SendButton>
      </div>
      <Problem>{problem}</Problem>
    </Form>
  );
}
