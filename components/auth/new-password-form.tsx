"use client";

import { useState } from "react";
import { admit } from "@/components/auth/admit";
import { useAttempt } from "@/components/auth/use-attempt";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { SHORTEST_PASSWORD } from "@/lib/members/sign-in/shortest-password";

interface Props {
  email: string;
  set: (password: string) => Promise<{ ok: boolean; message: string; email?: string }>;
}

/** Sets a forgotten password anew and signs in with it. */
export function NewPasswordForm({ email, set }: Props) {
  const [password, setPassword] = useState("");
  const { problem, busy, attempt } = useAttempt();
  return (
    <Form
      onSend={() => {
        attempt(async () => {
          const { ok, message } = await set(password);
          if (!ok) return message;
          const refused = await admit({ kind: "password", email, password });
          if (!refused) window.location.assign("/");
          return refused;
        });
      }}
    >
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST_PASSWORD}
        required
        advice={`At least ${SHORTEST_PASSWORD} characters.`}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <SendButton look="main" className="mt-5 h-9 w-full" disabled={busy}>
        Set it and sign in
      </SendButton>
    </Form>
  );
}
