"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Kept } from "@/components/jobs/publish/kept";
import { Letters } from "@/components/jobs/publish/letters";
import { publishWords } from "@/components/jobs/publish/publish-words";
import { WhoEnters } from "@/components/jobs/publish/who-enters";
import { WhoMoves } from "@/components/jobs/publish/who-moves";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { textareaLook } from "@/components/ui/field";
import { Form, SendButton } from "@/components/ui/form";
import { useMutation } from "@/components/ui/use-mutation";
import {
  ASKED_TWICE_ABOVE,
  type FirstEntry,
  type GoLiveView,
  type PublishChoice,
  type PublishView,
} from "@/lib/insights/go-live/schema";
import { customersOf, plural } from "@/lib/words/figures";

interface Props {
  view: GoLiveView;
  standing: PublishView["standing"];
  /** The number that the version gets. */
  version: number;
  isPaused: boolean;
  /** Whether there is anything new in the draft. */
  isNew: boolean;
  warnings: number;
  publish: (choice: PublishChoice) => Promise<Outcome & { path?: string }>;
}

/** Asks who enters or moves, has warnings accepted, and publishes: its button says what it does. */
export function PublishForm({ view, standing, version, isPaused, isNew, warnings, publish }: Props) {
  const router = useRouter();
  const isFirst = version === 1;
  const [mode, setMode] = useState<FirstEntry["mode"] | null>(null);
  const [first, setFirst] = useState("10");
  const [moves, setMoves] = useState(false);
  const [note, setNote] = useState("");
  const [isKeptKnown, setKeptKnown] = useState(false);
  const [isAccepted, setAccepted] = useState(false);
  const [asksAgain, setAsksAgain] = useState(false);
  const hint = useId();
  const { run, isPending } = useMutation(publish, {
    isOnlyOnce: true,
    onDone: ({ path }) => (path ? router.push(path) : undefined),
  });
  const { words, entering, missing } = publishWords({
    view,
    mode,
    first,
    version,
    moves,
    isPaused,
    isNew,
    standing,
  });
  const open =
    missing ??
    (view.kept.length > 0 && !isKeptKnown && isFirst ? "Confirm that nothing is sent yet." : null) ??
    (warnings > 0 && !isAccepted ? "Look at the warnings, and accept them." : null);
  const choice = (): PublishChoice => ({
    ...(isFirst && mode && { mode, ...(mode === "first" && { first: Number(first) }) }),
    ...(!isFirst && { moveOpen: moves }),
    ...(note.trim() && { note: note.trim() }),
  });
  return (
    <Form
      className="space-y-6"
      onSend={() => {
        if (open) return;
        if (entering > ASKED_TWICE_ABOVE && !asksAgain) setAsksAgain(true);
        else run(choice());
      }}
    >
      {isFirst ? (
        <WhoEnters view={view} mode={mode} setMode={setMode} first={first} setFirst={setFirst} />
      ) : (
        <>
          <EnteringNow view={view} isPaused={isPaused} />
          {standing ? (
            <WhoMoves standing={standing} target={view.target} moves={moves} setMoves={setMoves} />
          ) : null}
        </>
      )}
      <Letters view={view} />
      {isFirst ? <Kept kept={view.kept} isKnown={isKeptKnown} setKnown={setKeptKnown} /> : null}
      {warnings > 0 ? (
        <label className="flex cursor-pointer items-start gap-2.5 rounded-[var(--radius-card)] bg-warn-soft px-4 py-3 text-sm font-medium">
          <input
            type="checkbox"
            checked={isAccepted}
            onChange={(event) => setAccepted(event.target.checked)}
            className="mt-0.5 accent-accent"
          />
          {warnings === 1
            ? "Publish in spite of the warning"
            : `Publish in spite of the ${warnings} warnings`}
        </label>
      ) : null}
      <label className="flex flex-col gap-1 text-sm font-medium">
        Note
        <textarea
          rows={2}
          maxLength={2_000}
          placeholder={warnings > 0 ? "Why this is as it should be" : "What changes, and why"}
          value={note}
          onChange={(typed) => setNote(typed.target.value)}
          className={textareaLook}
        />
        <span className="font-normal text-ink-3">
          Optional. It stays with the version, for your colleagues.
        </span>
      </label>
      <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-canvas px-1 py-3">
        <p id={hint} role="status" className="mr-auto min-w-0 text-sm text-pretty text-ink-2">
          {open ?? (asksAgain ? askWords(entering, view) : null)}
        </p>
        {asksAgain ? (
          <Button className="h-9" onClick={() => setAsksAgain(false)}>
            Back
          </Button>
        ) : null}
        <SendButton look="main" className="h-9" disabled={isPending || open !== null} aria-describedby={hint}>
          {asksAgain ? "Yes, let them in" : words}
        </SendButton>
      </div>
    </Form>
  );
}

/** A new version lets in only who matches it and did not match the one before. */
function EnteringNow({ view: { matching, target }, isPaused }: { view: GoLiveView; isPaused: boolean }) {
  if (isPaused) return <p className="text-ink-2">It is paused: nobody enters before it is resumed.</p>;
  if (matching === null)
    return <p className="text-ink-2">It takes too long to count who enters by the change.</p>;
  return (
    <p className="text-pretty">
      {matching === 0 ? "Nobody" : <strong className="font-semibold">{customersOf(matching, target)}</strong>}{" "}
      {matching > 1 ? "enter" : "enters"} at once by the change: who matches now and did not before.
    </p>
  );
}

function askWords(entering: number, { reach, target, kept }: GoLiveView): string {
  const who = Number.isFinite(entering) ? customersOf(entering, target) : "Everyone who matches";
  const then = !reach
    ? "Nobody is written to."
    : kept.some(({ reaches }) => reaches === "customer")
      ? "Their messages stay in Trig's outbox."
      : `Up to ${plural(reach.reachable, "first message")} will be sent, and cannot be called back.`;
  return `${who} will enter as soon as it is live. ${then}`;
}
