"use client";

import { useState } from "react";
import { roleWords } from "@/components/settings/members/role-words";
import type { Outcome } from "@/components/ui/attempt";
import { CopyLine } from "@/components/ui/copy-line";
import { Field } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import { type Role, roles } from "@/lib/workspaces/roles";

export type Answer = Outcome & { link?: string };

/** One role of the three. */
export function RoleSelect({
  id,
  value,
  onChange,
  label,
  disabled = false,
}: {
  id: string;
  value: Role;
  onChange: (role: Role) => void;
  label?: string;
  disabled?: boolean;
}) {
  return (
    <Select
      id={id}
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(roles.find((role) => role === event.target.value) ?? "viewer")}
      className="h-9 text-base font-normal"
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {roleWords[role].label}
        </option>
      ))}
    </Select>
  );
}

/** Asks somebody to join; the link is mailed, or shown once to be passed on. */
export function InviteForm({ invite }: { invite: (form: { email: string; role: Role }) => Promise<Answer> }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [made, setMade] = useState<Answer | null>(null);
  const {
    run,
    isPending: busy,
    problem,
  } = useForm(invite, {
    onDone: (answer) => {
      setMade(answer);
      setEmail("");
    },
  });
  return (
    <div className="card p-4 sm:p-5">
      <Form
        className="flex flex-wrap items-end gap-3"
        onSend={() => {
          setMade(null);
          run({ email, role });
        }}
      >
        <Field
          label="Email"
          name="email"
          type="email"
          required
          placeholder="colleague@example.com"
          className="flex-1 basis-60"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <label htmlFor="invite-role" className="flex flex-col gap-1 text-sm font-medium">
          Role
          <RoleSelect id="invite-role" value={role} onChange={setRole} />
        </label>
        <SendButton look="main" className="h-9" disabled={busy}>
          Invite
        </SendButton>
      </Form>
      <p className="mt-2 text-sm text-ink-3">
        {roleWords[role].label}: {roleWords[role].about}
      </p>
      <Problem>{problem}</Problem>
      <div aria-live="polite">
        {made ? (
          <div className="mt-4 rounded-md bg-good-soft p-3.5">
            <p className="text-sm text-good-ink">{made.message}</p>
            {made.link ? <CopyLine value={made.link} /> : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}
