"use client";

import { roleWords } from "@/components/settings/members/role-words";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useMutation } from "@/components/ui/use-mutation";
import type { Role } from "@/lib/workspaces/schema";

interface Props {
  invitations: { id: string; email: string; role: Role; expiresAt: Date }[];
  revoke: (id: string) => Promise<Outcome>;
  now: Date;
  zone: string;
}

/** Who was asked to join and has not yet. */
export function InvitationList({ invitations, revoke, now, zone }: Props) {
  const { run, isPending: busy } = useMutation(revoke);
  return (
    <ul className="card divide-y divide-line">
      {invitations.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <p className="min-w-0 flex-1 basis-52 truncate font-medium" title={one.email}>
            {one.email}
          </p>
          <p className="text-sm text-ink-3">
            {roleWords[one.role].label} · ends <Time at={one.expiresAt} now={now} zone={zone} />
          </p>
          <Button look="danger" disabled={busy} onClick={() => run(one.id)}>
            Take back
          </Button>
        </li>
      ))}
    </ul>
  );
}
