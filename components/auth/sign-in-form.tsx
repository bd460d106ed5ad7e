"use client";

import { useState } from "react";
import { admit } from "@/components/auth/admit";
import { useAttempt } from "@/components/auth/use-attempt";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Problem } from "@/components/ui/problem";

interface Props {
  /** Where to go afterwards: a path of this site. */
  next: string;
  /** Whether Trig can mail links. */
  canMail: boolean;
  mailLink: (email: string) => Promise<{ ok: boolean; message: string }>;
}

/** Signs in with an address and a password, or asks for a link. */
export function SignInForm({ next, canMail, mailLink }: Props) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [mailed, setMailed] = useState<string | null>(null);
  const { problem, busy, attempt } = useAttempt();
  const submit = () =>
    attempt(async () => {
      const refused = await admit({ kind: "password", email, password });
      if (!refused) window.location.assign(next);
      return refused;
    });
  const askForLink = () =>
    attempt(async () => {
      const { ok, message } = await mailLink(email);
      setMailed(ok ? message : null);
      return ok ? null : message;
    });
  return (
    <Form onSend={submit}>
      <div className="space-y-3.5">
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <Problem>{problem}</Problem>
      <p aria-live="polite" className="mt-3 text-sm text-good-ink empty:hidden">
        {mailed}
      </p>
      <SendButton look="main" className="mt-5 h-9 w-full" disabled={busy}>
        Sign in
      </SendButton>
      {canMail ? (
        <Button className="mt-2 h-9 w-full" disabled={busy || email === ""} onClick={askForLink}>
          Mail me a link instead
        </Button>
      ) : null}
      <p className="mt-4 text-center text-sm">
        <Link href="/new-password" className="quiet-link text-ink-2">
          Forgot the password?
        </Link>
      </p>
    </Form>
  );
}
