"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { useForm } from "@/components/ui/use-form";

interface Props {
  event: string;
  begin: (form: { event: string; goal: string }) => Promise<Outcome & { path?: string }>;
}

/** From the first event to the first job: for whoever did this and has not done the next thing yet. */
export function BeginJob({ event, begin }: Props) {
  const router = useRouter();
  const [goal, setGoal] = useState("");
  const {
    run,
    isPending: busy,
    problem,
  } = useForm(begin, { onDone: ({ path }) => (path ? router.push(path) : undefined) });
  return (
    <Form onSend={() => run({ event, goal })}>
      <h3 className="font-medium">Build a job from “{event}”</h3>
      <p className="mt-1 text-pretty text-ink-2">
        For whoever did that and has not yet done the next thing you hope for. It starts as a draft that
        writes to nobody.
      </p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Field
          label="The next thing, as an event"
          placeholder="Project Created"
          required
          maxLength={100}
          className="flex-1 basis-60"
          value={goal}
          onChange={(typed) => setGoal(typed.target.value)}
        />
        <SendButton look="main" className="h-9" disabled={busy}>
          Build the job
        </SendButton>
      </div>
      <Problem>{problem}</Problem>
    </Form>
  );
}
