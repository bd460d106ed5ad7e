"use client";

import { useState } from "react";
import { admit } from "@/components/auth/admit";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { useForm } from "@/components/ui/use-form";
import { ZoneField } from "@/components/ui/zone-field";
import { SHORTEST_PASSWORD } from "@/lib/members/sign-in/shortest-password";

/** A member's name and the zone they read times in. */
export function ProfileForm({
  name: before,
  timezone,
  workspaceZone,
  save,
}: {
  name: string;
  timezone: string | null;
  workspaceZone: string;
  save: (form: { name: string; timezone: string | null }) => Promise<Outcome>;
}) {
  const [name, setName] = useState(before);
  const [zone, setZone] = useState(timezone ?? "");
  const [saved, setSaved] = useState(false);
  const { run, isPending: busy, problem } = useForm(save, { onDone: () => setSaved(true) });
  return (
    <Form
      className="card p-4 sm:p-5"
      onSend={() => {
        setSaved(false);
        run({ name, timezone: zone.trim() || null });
      }}
    >
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field
          label="Name"
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <ZoneField
          label="Time zone"
          placeholder={workspaceZone}
          advice="In which you read times. Empty: the workspace's."
          value={zone}
          onChange={(event) => setZone(event.target.value)}
        />
      </div>
      <Problem>{problem}</Problem>
      <div className="mt-4 flex items-center gap-3">
        <SendButton look="main" disabled={busy}>
          Save
        </SendButton>
        <p role="status" className="text-sm text-good-ink">
          {saved && !busy ? "Saved." : ""}
        </p>
      </div>
    </Form>
  );
}

/** Changes the password; the member stays signed in here and nowhere else. */
export function PasswordForm({
  email,
  save,
}: {
  email: string;
  save: (form: { current: string; wanted: string }) => Promise<Outcome>;
}) {
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const [saved, setSaved] = useState(false);
  // The change ends every sign-in, this one too: it is made anew at once.
  const change = async (form: { current: string; wanted: string }): Promise<Outcome> => {
    const answer = await save(form);
    const refused = answer.ok ? await admit({ kind: "password", email, password: form.wanted }) : null;
    return refused ? { ok: false, message: refused } : answer;
  };
  const {
    run,
    isPending: busy,
    problem,
  } = useForm(change, {
    onDone: () => {
      setSaved(true);
      setCurrent("");
      setWanted("");
    },
    unanswered:
      "Trig could not be reached, so the password may or may not be changed. What you typed is still here.",
  });
  return (
    <Form
      className="card p-4 sm:p-5"
      onSend={() => {
        setSaved(false);
        run({ current, wanted });
      }}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field
          label="Password you have"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <Field
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          minLength={SHORTEST_PASSWORD}
          advice={`At least ${SHORTEST_PASSWORD} characters. Signs you out everywhere else.`}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <Problem>{problem}</Problem>
      <div className="mt-4 flex items-center gap-3">
        <SendButton disabled={busy}>Change the password</SendButton>
        <p role="status" className="text-sm text-good-ink">
          {saved && !busy ? "Changed." : ""}
        </p>
      </div>
    </Form>
  );
}

/** Ends every sign-in, this one too. */
export function SignOutEverywhere({ end }: { end: () => Promise<Outcome> }) {
  const {
    run,
    isPending: busy,
    problem,
  } = useForm(end, { onDone: () => window.location.assign("/sign-in") });
  return (
    <div className="card mt-3 flex flex-wrap items-center justify-between gap-3 p-4 sm:p-5">
      <p className="max-w-xl text-pretty text-ink-2">
        Lost a device, or not sure where you are signed in? This ends every sign-in of yours, here too.
      </p>
      <Button disabled={busy} onClick={() => run()}>
        Sign out everywhere
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}
