"use client";

import { useState } from "react";
import { useAttempt } from "@/components/auth/use-attempt";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";

/** Asks for a link to set a new password. */
export function AskForm({ ask }: { ask: (email: string) => Promise<{ ok: boolean; message: string }> }) {
  const [email, setEmail] = useState("");
  const [done, setDone] = useState<string | null>(null);
  const { problem, busy, attempt } = useAttempt();
  if (done)
    return (
      <p role="status" className="text-ink-2">
        {done}
      </p>
    );
  return (
    <Form
      onSend={() => {
        attempt(async () => {
          const { ok, message } = await ask(email);
          setDone(ok ? message : null);
          return ok ? null : message;
        });
      }}
    >
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <SendButton look="main" className="mt-5 h-9 w-full" disabled={busy}>
        Mail me a link
      </SendButton>
    </Form>
  );
}
