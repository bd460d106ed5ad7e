"use client";

import { useState } from "react";
import { keyKindWords } from "@/components/settings/keys/key-kind-words";
import { roleWords } from "@/components/settings/members/role-words";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { useMutation } from "@/components/ui/use-mutation";
import type { KeyKind, Role } from "@/lib/workspaces/schema";

interface Key {
  id: string;
  kind: KeyKind;
  /** Of an api key: what it may do. */
  role: Role;
  name: string;
  prefix: string;
  /** null: Trig itself. */
  madeBy: { name: string } | null;
  madeWith: string | null;
  keptBy: { name: string } | null;
  /** Whoever answers for it does not work here any more. */
  isOrphaned: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

interface Props {
  keys: Key[];
  revoke: (id: string) => Promise<Outcome>;
  now: Date;
  zone: string;
}

/** The keys of a workspace; one that is no longer needed can be revoked, after a second click. */
export function KeyList({ keys, revoke, now, zone }: Props) {
  if (keys.length === 0)
    return (
      <p className="card px-4 py-5 text-ink-2">No keys yet. Make one above and give it to your backend.</p>
    );
  return (
    <ul className="card divide-y divide-line">
      {keys.map((key) => (
        <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
          <div className="min-w-0 flex-1 basis-60">
            <p
              className={`truncate font-medium ${key.revokedAt ? "text-ink-3 line-through" : ""}`}
              title={key.name}
            >
              {key.name}
            </p>
            <p className="text-sm text-ink-3">
              {keyKindWords[key.kind].label}
              {key.kind === "api" ? `, ${roleWords[key.role].label.toLowerCase()}` : ""} ·{" "}
              <code className="font-mono text-xs">{key.prefix}…</code>
            </p>
            <p className="text-sm text-ink-3 [overflow-wrap:anywhere]">
              {whose(key)}
              {key.isOrphaned && !key.revokedAt ? (
                <span className="text-warn-ink">, who does not work here any more</span>
              ) : null}
            </p>
          </div>
          <div className="text-sm text-ink-3 sm:text-right">
            <p>
              made <Time at={key.createdAt} now={now} zone={zone} />
            </p>
            <p>
              {key.lastUsedAt ? (
                <>
                  used <Time at={key.lastUsedAt} now={now} zone={zone} />
                </>
              ) : (
                "never used"
              )}
            </p>
          </div>
          <div className="w-24 text-right text-sm text-ink-2">
            {key.revokedAt ? <Status tone="idle">Revoked</Status> : <Revoke id={key.id} revoke={revoke} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function whose({ madeBy, madeWith, keptBy }: Key): string {
  const made = madeBy ? `Made by ${madeBy.name}` : "Registered when Trig started";
  const by = madeWith ? `${made}, with the key “${madeWith}”` : made;
  return keptBy ? `${by}, kept by ${keptBy.name}` : by;
}

function Revoke({ id, revoke }: { id: string; revoke: Props["revoke"] }) {
  const [sure, setSure] = useState(false);
  const settle = () => setSure(false);
  const { run, isPending } = useMutation(revoke, { onDone: settle, onRefused: settle });
  return (
    <Button
      look="danger"
      disabled={isPending}
      onClick={() => (sure ? run(id) : setSure(true))}
      onBlur={settle}
    >
      {sure ? "Really?" : "Revoke"}
    </Button>
  );
}
