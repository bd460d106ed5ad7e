"use client";

import { Problem } from "@/components/auth/problem";
import { useAttempt } from "@/components/auth/use-attempt";
import { roleWords } from "@/components/settings/role-words";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Role } from "@/lib/workspaces/schema";

interface Props {
  invitations: { id: string; email: string; role: Role; expiresAt: Date }[];
  revoke: (id: string) => Promise<{ ok: boolean; message: string }>;
  now: Date;
  zone: string;
}

/** Who was asked to join and has not yet. */
export function InvitationList({ invitations, revoke, now, zone }: Props) {
  const { problem, busy, attempt } = useAttempt();
  return (
    <>
      <ul className="card divide-y divide-line">
        {invitations.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <p className="min-w-0 flex-1 basis-52 truncate font-medium" title={one.email}>
              {one.email}
            </p>
            <p className="text-sm text-ink-3">
              {roleWords[one.role].label} · ends <Time at={one.expiresAt} now={now} zone={zone} />
            </p>
            <Button
              look="danger"
              disabled={busy}
              onClick={() =>
                attempt(async () => {
                  const { ok, message } = await revoke(one.id);
                  return ok ? null : message;
                })
              }
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      <Problem>{problem}</Problem>
    </>
  );
}
