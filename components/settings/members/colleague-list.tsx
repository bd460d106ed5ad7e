"use client";

import { useState } from "react";
import { KeysOfLeaver } from "@/components/settings/keys/keys-of-leaver";
import { type Answer, RoleSelect } from "@/components/settings/members/members";
import { roleWords } from "@/components/settings/members/role-words";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useMutation } from "@/components/ui/use-mutation";
import type { Colleague } from "@/lib/members/schema";
import type { OpenKey } from "@/lib/workspaces/keys/list-keys";
import { mayAct, type Role } from "@/lib/workspaces/roles";

interface Change {
  role: (id: string, role: Role, keep: string[]) => Promise<Answer>;
  remove: (id: string, keep: string[]) => Promise<Answer>;
}

interface Props {
  colleagues: Colleague[];
  /** The id of whoever looks. */
  self: string;
  /** Absent for who may not change anything here. */
  change?: Change;
  /** The open keys of each member. */
  keys?: { [memberId: string]: OpenKey[] };
  now: Date;
  zone: string;
}

/** Who works here and what they may do; owners change that. */
export function ColleagueList({ colleagues, self, change, keys = {}, now, zone }: Props) {
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
          {change ? (
            <Changes one={one} change={change} keys={keys[one.id] ?? []} />
          ) : (
            <p>{roleWords[one.role].label}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Asked {
  question: string;
  verb: string;
  go: (keep: string[]) => void;
}

function Changes({ one, change, keys }: { one: Colleague; change: Change; keys: OpenKey[] }) {
  const [sure, setSure] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const settle = () => {
    setSure(false);
    setAsked(null);
  };
  const role = useMutation(change.role, { onDone: settle, onRefused: settle });
  const removal = useMutation(change.remove, { onDone: settle, onRefused: settle });
  const busy = role.isPending || removal.isPending;
  const remove = () => {
    if (keys.length > 0)
      setAsked({
        question: `Remove ${one.name}?`,
        verb: "Remove",
        go: (keep) => removal.run(one.id, keep),
      });
    else if (sure) removal.run(one.id, []);
    else setSure(true);
  };
  const changeTo = (wanted: Role) => {
    if (keys.length === 0 || mayAct(wanted, one.role)) return role.run(one.id, wanted, []);
    const label = roleWords[wanted].label.toLowerCase();
    setAsked({
      question: `Make ${one.name} ${withArticle(label)}?`,
      verb: "Change the role",
      go: (keep) => role.run(one.id, wanted, keep),
    });
  };
  return (
    <div className="flex items-center gap-2">
      <RoleSelect
        id={`role-${one.id}`}
        label={`Role of ${one.name}`}
        value={one.role}
        disabled={busy}
        onChange={changeTo}
      />
      <Button look="danger" disabled={busy} onBlur={() => setSure(false)} onClick={remove}>
        {sure ? "Really?" : "Remove"}
      </Button>
      {asked ? (
        <KeysOfLeaver
          question={asked.question}
          verb={asked.verb}
          name={one.name}
          keys={keys}
          isPending={busy}
          onGo={asked.go}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}

function withArticle(word: string): string {
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}
