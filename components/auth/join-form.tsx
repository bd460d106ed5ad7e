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
  /** Whether this address has an account already. */
  isMember: boolean;
  join: (form: {
    name: string;
    password: string;
  }) => Promise<{ ok: boolean; message: string; path?: string }>;
}

/** Accepts an invitation: with a new account, or with the password of the one there is. */
export function JoinForm({ email, isMember, join }: Props) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { problem, busy, attempt } = useAttempt();
  return (
    <Form
      onSend={() => {
        attempt(async () => {
          const { ok, message, path } = await join({ name, password });
          if (!ok) return message;
          const refused = await admit({ kind: "password", email, password });
          // Joined they are, whatever keeps them from being signed in at once.
          window.location.assign(
            refused ? `/sign-in?next=${encodeURIComponent(path ?? "/")}` : (path ?? "/"),
          );
          return null;
        });
      }}
    >
      <div className="space-y-3.5">
        <Field label="Email" name="email" type="email" autoComplete="username" value={email} readOnly />
        {isMember ? null : (
          <Field
            label="Your name"
            name="name"
            autoComplete="name"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={isMember ? "current-password" : "new-password"}
          minLength={isMember ? undefined : SHORTEST_PASSWORD}
          required
          {...(isMember
            ? { advice: "The one you sign in with." }
            : { advice: `At least ${SHORTEST_PASSWORD} characters.` })}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <Problem>{problem}</Problem>
      <SendButton look="main" className="mt-5 h-9 w-full" disabled={busy}>
        Join
      </SendButton>
    </Form>
  );
}
