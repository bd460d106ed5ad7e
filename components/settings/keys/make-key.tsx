"use client";

import { useState } from "react";
import { keyKindWords } from "@/components/settings/keys/key-kind-words";
import { RoleSelect } from "@/components/settings/members/members";
import { roleWords } from "@/components/settings/members/role-words";
import type { Outcome } from "@/components/ui/attempt";
import { CopyLine } from "@/components/ui/copy-line";
import { Form, SendButton } from "@/components/ui/form";
import { Problem } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import type { KeyKind, Role } from "@/lib/workspaces/schema";

type Made = Outcome & { key?: string };

const keyKinds = Object.keys(keyKindWords).filter((kind): kind is KeyKind => kind in keyKindWords);
const field = "h-9 rounded-md border border-line bg-surface px-3 hover:border-line-strong";

/** Makes a key and shows it, this once. */
export function MakeKey({
  make,
}: {
  make: (form: { kind: string; name: string; role: Role }) => Promise<Made>;
}) {
  const [made, setMade] = useState<Made | null>(null);
  const [kind, setKind] = useState<KeyKind>("write");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const { run, isPending, problem } = useForm(make, {
    onDone: (answer) => {
      setMade(answer);
      setName("");
    },
    unanswered:
      "Trig could not be reached, so the key may or may not have been made. What you typed is still here: look at the list below, then try again.",
  });
  return (
    <div className="card p-4 sm:p-5">
      <Form
        className="flex flex-wrap items-end gap-3"
        onSend={() => {
          setMade(null);
          run({ kind, name, role });
        }}
      >
        <label className="flex min-w-0 flex-1 basis-52 flex-col gap-1 text-sm font-medium">
          Name
          <input
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder="Product backend"
            maxLength={80}
            required
            className={`${field} text-base font-normal placeholder:text-ink-3`}
          />
        </label>
        <label htmlFor="key-kind" className="flex flex-1 basis-52 flex-col gap-1 text-sm font-medium">
          For
          <Select
            id="key-kind"
            value={kind}
            onChange={(event) => setKind(keyKinds.find((known) => known === event.target.value) ?? "write")}
            className="h-9 text-base font-normal"
          >
            {keyKinds.map((known) => (
              <option key={known} value={known}>
                {keyKindWords[known].label}
              </option>
            ))}
          </Select>
        </label>
        {kind === "api" ? (
          <label htmlFor="key-role" className="flex flex-col gap-1 text-sm font-medium">
            May do what
            <RoleSelect id="key-role" value={role} onChange={setRole} />
          </label>
        ) : null}
        <SendButton look="main" className="h-9" disabled={isPending}>
          Make a key
        </SendButton>
      </Form>
      <p className="mt-2 text-sm text-ink-3">
        {keyKindWords[kind].about}
        {kind === "api" ? ` As ${roleWords[role].label.toLowerCase()}: ${roleWords[role].about}` : null}
      </p>
      <Problem>{problem}</Problem>
      <div aria-live="polite">{made?.key ? <Shown value={made.key} /> : null}</div>
    </div>
  );
}

function Shown({ value }: { value: string }) {
  return (
    <div className="mt-4 rounded-md bg-good-soft p-3.5">
      <p className="text-sm text-good-ink">Copy it now: it is not shown again.</p>
      <CopyLine value={value} />
    </div>
  );
}
