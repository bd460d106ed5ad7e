"use client";

import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { useMutation } from "@/components/ui/use-mutation";
import { browserName } from "@/lib/members/sign-in/browser-name";
import type { SignInRow } from "@/lib/members/sign-in/sign-ins";

interface Props {
  signIns: SignInRow[];
  /** The sign-in of whoever looks. */
  current: string | null;
  end: (id: string) => Promise<Outcome>;
  now: Date;
  zone: string;
}

/** Where a member is signed in, and who tried to be in their name; those that last can be ended one by one. */
export function SignInList({ signIns, current, end, now, zone }: Props) {
  return (
    <ul className="card divide-y divide-line">
      {signIns.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
          <div className="min-w-0 flex-1 basis-60">
            <p className="truncate font-medium" title={one.userAgent}>
              {browserName(one.userAgent)}
              {one.id === current ? <span className="ml-2 font-normal text-ink-3">this browser</span> : null}
            </p>
            <p className="text-sm text-ink-3 [overflow-wrap:anywhere]">
              {words[one.outcome]}
              {one.outcome === "admitted" ? wayWords[one.way] : ""}
              {one.cameFrom ? `, from ${one.cameFrom}` : ""} · <Time at={one.at} now={now} zone={zone} />
            </p>
          </div>
          <div className="flex items-center gap-2 text-sm sm:w-36 sm:justify-end">
            <State one={one} />
            {one.isOpen && one.id !== current ? <End id={one.id} end={end} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

const words = {
  admitted: "Signed in",
  wrong_password: "Tried a wrong password",
  too_fast: "Was made to wait after many wrong passwords",
} as const;
const wayWords = { password: "", link: " with a mailed link" } as const;

function State({ one }: { one: SignInRow }) {
  if (one.isOpen) return <Status tone="good">Signed in</Status>;
  return one.outcome === "admitted" ? (
    <Status tone="idle">Ended</Status>
  ) : (
    <Status tone="warn">Refused</Status>
  );
}

function End({ id, end }: { id: string; end: Props["end"] }) {
  const { run, isPending } = useMutation(end);
  return (
    <Button look="danger" disabled={isPending} onClick={() => run(id)}>
      End
    </Button>
  );
}
