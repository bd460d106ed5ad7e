"use client";

import { useEffect, useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";

interface Props {
  workspace: string;
  begin: (form: { from: "event"; event: string; goal: string }) => void;
  isPending: boolean;
}

/** From one event to the next: for whoever did the first and not yet the second. */
export function FromEvent({ workspace, begin, isPending }: Props) {
  const [event, setEvent] = useState("");
  const [goal, setGoal] = useState("");
  const names = useEventNames(workspace);
  const list = useId();
  return (
    <Form onSend={() => begin({ from: "event", event, goal })} className="grid gap-3 sm:grid-cols-2">
      <Field
        label="They did"
        placeholder="Signed Up"
        required
        autoFocus
        maxLength={100}
        list={list}
        value={event}
        onChange={(typed) => setEvent(typed.target.value)}
      />
      <Field
        label="They should do"
        placeholder="Project Created"
        required
        maxLength={100}
        list={list}
        value={goal}
        onChange={(typed) => setGoal(typed.target.value)}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="sm:col-span-2">
        <SendButton look="main" className="h-9" disabled={isPending}>
          Begin
        </SendButton>
      </div>
    </Form>
  );
}

/** Events that have arrived; typing goes on without them. */
function useEventNames(workspace: string): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const over = new AbortController();
    fetch(`/api/screens/${workspace}/event-names`, { cache: "no-store", signal: over.signal })
      .then((answer) => answer.json())
      .then(({ names: found }) => setNames(Array.isArray(found) ? found.map(String) : []))
      .catch(() => null);
    return () => over.abort();
  }, [workspace]);
  return names;
}
