"use client";

import { admit } from "@/components/auth/admit";
import { useAttempt } from "@/components/auth/use-attempt";
import { Button } from "@/components/ui/button";
import { Problem } from "@/components/ui/problem";

/** Signs in with a mailed link at a click, so that what merely opens links does not use it up. */
export function UseLink({ token, next }: { token: string; next: string }) {
  const { problem, busy, attempt } = useAttempt();
  const submit = () =>
    attempt(async () => {
      const refused = await admit({ kind: "link", token });
      if (!refused) window.location.assign(next);
      return refused;
    });
  return (
    <>
      <Button look="main" className="h-9 w-full" disabled={busy} onClick={submit}>
        Sign in
      </Button>
      <Problem>{problem}</Problem>
    </>
  );
}
