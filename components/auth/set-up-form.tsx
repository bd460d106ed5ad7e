"use client";

import { useState } from "react";
import { admit } from "@/components/auth/admit";
import { useAttempt } from "@/components/auth/use-attempt";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { ZoneField } from "@/components/ui/zone-field";
import { SHORTEST_PASSWORD } from "@/lib/members/sign-in/shortest-password";

interface Claimed {
  ok: boolean;
  message: string;
  code?: string;
  email?: string;
  path?: string;
}

const empty = { token: "", name: "", email: "", password: "", workspace: "", timezone: "" };
type Claim = typeof empty;

/** Claims the instance in two steps, who and what for; only the end of the second one changes anything. */
export function SetUpForm({ claim }: { claim: (form: Claim) => Promise<Claimed> }) {
  const [form, setForm] = useState(empty);
  const [step, setStep] = useState<1 | 2>(1);
  const { problem, busy, attempt } = useAttempt();
  const at = (name: keyof Claim) => ({
    name,
    required: true,
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const submit = () =>
    attempt(async () => {
      const { ok, message, code, path } = await claim(form);
      // The token stands on the first page.
      if (code === "forbidden") setStep(1);
      if (!ok) return message;
      const refused = await admit({ kind: "password", email: form.email, password: form.password });
      if (!refused) window.location.assign(path ?? "/");
      return refused;
    });
  return (
    <Form
      onSend={() => {
        if (step === 1) {
          const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
          setForm({ ...form, timezone: form.timezone || here || "UTC" });
          setStep(2);
        } else submit();
      }}
    >
      <p className="mb-4 text-sm text-ink-3">Step {step} of 2</p>
      {step === 1 ? (
        <div className="space-y-3.5">
          <Field
            label="Set-up token"
            autoComplete="off"
            placeholder="xxxxx-xxxxx-xxxxx-xxxxx"
            advice="It stands where Trig was started, among the last lines that npm start printed."
            {...at("token")}
          />
          <Field label="Your name" autoComplete="name" maxLength={100} {...at("name")} />
          <Field label="Email" type="email" autoComplete="username" {...at("email")} />
          <Field
            label="Password"
            type="password"
            autoComplete="new-password"
            minLength={SHORTEST_PASSWORD}
            advice={`At least ${SHORTEST_PASSWORD} characters.`}
            {...at("password")}
          />
        </div>
      ) : (
        <div className="space-y-3.5">
          <Field
            label="Name of the workspace"
            placeholder="Your company or product"
            maxLength={120}
            autoFocus
            {...at("workspace")}
          />
          <ZoneField
            label="Time zone"
            advice="In which days begin, reminders fall due and figures are counted."
            {...at("timezone")}
          />
        </div>
      )}
      <Problem>{problem}</Problem>
      <div className="mt-5 flex gap-2">
        {step === 2 ? (
          <Button className="h-9" disabled={busy} onClick={() => setStep(1)}>
            Back
          </Button>
        ) : null}
        <SendButton look="main" className="h-9 flex-1" disabled={busy}>
          {step === 1 ? "Go on" : busy ? "Setting up …" : "Start for real"}
        </SendButton>
      </div>
    </Form>
  );
}
