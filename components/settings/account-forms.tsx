"use client";

import { useState } from "react";
import { admit } from "@/components/auth/admit";
import { Problem } from "@/components/auth/problem";
import { useAttempt } from "@/components/auth/use-attempt";
import { ZoneField } from "@/components/settings/zone-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SHORTEST_PASSWORD } from "@/lib/members/schema";

type Answer = { ok: boolean; message: string };

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
  save: (form: { name: string; timezone: string | null }) => Promise<Answer>;
}) {
  const [name, setName] = useState(before);
  const [zone, setZone] = useState(timezone ?? "");
  const [saved, setSaved] = useState(false);
  const { problem, busy, attempt } = useAttempt();
  return (
    <form
      className="card p-4 sm:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(async () => {
          const { ok, message } = await save({ name, timezone: zone.trim() || null });
          setSaved(ok);
          return ok ? null : message;
        });
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
        <Button type="submit" look="main" disabled={busy}>
          Save
        </Button>
        <p role="status" className="text-sm text-good-ink">
          {saved && !busy ? "Saved." : ""}
        </p>
      </div>
    </form>
  );
}

/** Changes the password; the member stays signed in here and nowhere else. */
export function PasswordForm({
  email,
  save,
}: {
  email: string;
  save: (form: { current: string; wanted: string }) => Promise<Answer>;
}) {
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const [saved, setSaved] = useState(false);
  const { problem, busy, attempt } = useAttempt();
  return (
    <form
      className="card p-4 sm:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(async () => {
          const { ok, message } = await save({ current, wanted });
          if (!ok) return message;
          setSaved(true);
          setCurrent("");
          setWanted("");
          return admit({ kind: "password", email, password: wanted });
        });
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
        <Button type="submit" disabled={busy}>
          Change the password
        </Button>
        <p role="status" className="text-sm text-good-ink">
          {saved && !busy ? "Changed." : ""}
        </p>
      </div>
    </form>
  );
}

/** Ends every sign-in, this one too. */
export function SignOutEverywhere({ end }: { end: () => Promise<Answer> }) {
  const { problem, busy, attempt } = useAttempt();
  return (
    <div className="card flex flex-wrap items-center justify-between gap-3 p-4 sm:p-5">
      <p className="max-w-xl text-pretty text-ink-2">
        Lost a device, or not sure where you are signed in? This ends every sign-in of yours, here too.
      </p>
      <Button
        disabled={busy}
        onClick={() =>
          attempt(async () => {
            const { ok, message } = await end();
            if (ok) window.location.assign("/sign-in");
            return ok ? null : message;
          })
        }
      >
        Sign out everywhere
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}
