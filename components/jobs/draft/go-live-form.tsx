"use client";

import { useId, useState } from "react";
import { Kept } from "@/components/jobs/draft/go-live-kept";
import { Letters } from "@/components/jobs/draft/go-live-letters";
import { WhoEnters } from "@/components/jobs/draft/go-live-who";
import { Button } from "@/components/ui/button";
import { Form, SendButton } from "@/components/ui/form";
import { ASKED_TWICE_ABOVE, type FirstEntry, type GoLiveView } from "@/lib/insights/go-live/schema";
import { customersOf } from "@/lib/words/figures";

interface Props {
  view: GoLiveView;
  isPending: boolean;
  goLive: (entry: FirstEntry) => void;
  cancel: () => void;
}

/** Asks who enters, shows what they would read and who cannot be reached, and asks again before it writes to many. */
export function GoLiveForm({ view, isPending, goLive, cancel }: Props) {
  const [mode, setMode] = useState<FirstEntry["mode"] | null>(null);
  const [first, setFirst] = useState("10");
  const [isKeptKnown, setKeptKnown] = useState(false);
  const [asksAgain, setAsksAgain] = useState(false);
  const hint = useId();
  const entry = entryOf(mode, first);
  const entering = entry ? enteringAtOnce(entry, view.matching) : 0;
  const missing =
    entry === null ? (mode === "first" ? "Say how many may enter first." : "Choose who enters.") : null;
  const open = missing ?? (view.kept.length > 0 && !isKeptKnown ? "Confirm that nothing is sent yet." : null);

  if (asksAgain && entry)
    return (
      <AskAgain
        entering={Number.isFinite(entering) ? customersOf(entering, view.target) : "Everyone who matches"}
        then={thenWords(view)}
        isPending={isPending}
        goLive={() => goLive(entry)}
        back={() => setAsksAgain(false)}
      />
    );
  return (
    <Form
      onSend={() => {
        if (!entry || open) return;
        if (entering > ASKED_TWICE_ABOVE) setAsksAgain(true);
        else goLive(entry);
      }}
    >
      <WhoEnters view={view} mode={mode} setMode={setMode} first={first} setFirst={setFirst} />
      <Letters view={view} />
      <Kept kept={view.kept} isKnown={isKeptKnown} setKnown={setKeptKnown} />
      <div className="sticky -bottom-5 -mx-5 -mb-5 mt-5 flex items-center justify-end gap-3 border-t border-line bg-surface px-5 py-3">
        <p id={hint} className="mr-auto text-sm text-ink-3">
          {open}
        </p>
        <Button className="h-9" onClick={cancel}>
          Cancel
        </Button>
        <SendButton look="main" className="h-9" disabled={isPending || open !== null} aria-describedby={hint}>
          Go live
        </SendButton>
      </div>
    </Form>
  );
}

interface AskAgainProps {
  entering: string;
  /** What that sets off. */
  then: string;
  isPending: boolean;
  goLive: () => void;
  back: () => void;
}

/** The second question, before so many are let in at once. */
function AskAgain({ entering, then, isPending, goLive, back }: AskAgainProps) {
  return (
    <div>
      <p className="text-pretty">
        <strong className="font-semibold">{entering}</strong> will enter as soon as it is live. {then}
      </p>
      <div className="mt-5 flex justify-end gap-3">
        <Button className="h-9" onClick={back}>
          Back
        </Button>
        <Button look="main" className="h-9" disabled={isPending} onClick={goLive} autoFocus>
          Let them in
        </Button>
      </div>
    </div>
  );
}

function thenWords({ reach, kept }: GoLiveView): string {
  if (!reach) return "Nobody is written to.";
  if (kept.some(({ reaches }) => reaches === "customer")) return "Their messages stay in Trig's outbox.";
  return "All of them who can be written to get their first message, and what has been sent cannot be called back.";
}

function entryOf(mode: FirstEntry["mode"] | null, first: string): FirstEntry | null {
  if (mode !== "first") return mode && { mode };
  const count = Number(first);
  return Number.isInteger(count) && count > 0 ? { mode, first: count } : null;
}

/** Infinity where it is not known: then it is asked about again. */
function enteringAtOnce(entry: FirstEntry, matching: number | null): number {
  const most = matching ?? Number.POSITIVE_INFINITY;
  if (entry.mode === "from_now_on") return 0;
  return entry.mode === "first" ? Math.min(entry.first, most) : most;
}
