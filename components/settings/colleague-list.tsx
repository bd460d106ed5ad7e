"use client";

import { useState } from "react";
import { type Answer, RoleSelect } from "@/components/settings/members";
import { roleWords } from "@/components/settings/role-words";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useMutation } from "@/components/ui/use-mutation";
import type { Colleague } from "@/lib/members/schema";
import type { Role } from "@/lib/workspaces/schema";

interface Props {
  colleagues: Colleague[];
  /** The id of whoever looks. */
  self: string;
  /** Absent for who may not change anything here. */
  change?: { role: (id: string, role: Role) => Promise<Answer>; remove: (id: string) => Promise<Answer> };
  now: Date;
  zone: string;
}

/** Who works here and what they may do; owners change that. */
export function ColleagueList({ colleagues, self, change, now, zone }: Props) {
  return (
    <ul className="card divide-y divide-line">
      {colleagues.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <Avatar entity="person" name={one.name} />
          <div className="min-w-0 flex-1 basis-52">
            <p className="truncate font-medium" title={one.name}>
              {one.name}
              {one.id === self ? <span className="ml-2 font-normal text-ink-3">you</span> : null}
            </p>
            <p className="truncate text-sm text-ink-3" title={one.email}>
              {one.email}
            </p>
          </div>
          <p className="text-sm text-ink-3">
            {one.lastSignInAt ? (
              <>
                signed in <Time at={one.lastSignInAt} now={now} zone={zone} />
              </>
            ) : (
              "never signed in"
            )}
          </p>
          {change ? <Changes one={one} change={change} /> : <p>{roleWords[one.role].label}</p>}
        </li>
      ))}
    </ul>
  );
}

function Changes({ one, change }: { one: Colleague; change: NonNullable<Props["change"]> }) {
  const [sure, setSure] = useState(false);
  const settle = () => setSure(false);
  const role = useMutation(change.role);
  const removal = useMutation(change.remove, { onDone: settle, onRefused: settle });
  const busy = role.isPending || removal.isPending;
  return (
    <div className="flex items-center gap-2">
      <RoleSelect
        id={`role-${one.id}`}
        label={`Role of ${one.name}`}
        value={one.role}
        disabled={busy}
        onChange={(wanted) => role.run(one.id, wanted)}
      />
      <Button
        look="danger"
        disabled={busy}
        onBlur={settle}
        onClick={() => (sure ? removal.run(one.id) : setSure(true))}
      >
        {sure ? "Really?" : "Remove"}
      </Button>
    </div>
  );
}
