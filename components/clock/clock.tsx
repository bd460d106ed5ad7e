"use client";

import { ChevronDown, Clock as ClockIcon, FastForward, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { SentenceParts } from "@/components/clock/sentence-parts";
import { SetOffList } from "@/components/clock/set-off-list";
import { useOffer } from "@/components/shell/offers";
import { useMutation } from "@/components/ui/use-mutation";
import type { Coming } from "@/lib/insights/clock/coming-next";
import type { SetOff } from "@/lib/insights/clock/set-off";
import { clockTime, comingTime } from "@/lib/words/clock-words";
import { type ClockStep, clockSteps } from "@/lib/workspaces/clock/clock-steps";

interface News {
  ok: boolean;
  message: string;
  code?: string;
  now?: Date;
  coming?: Coming | null;
  setOff?: SetOff | null;
}

interface Props {
  workspace: string;
  /** Whose clock it is: "Demo" or "Test". */
  label: string;
  at: Date;
  zone: string;
  isPlaying: boolean;
  move: (step: ClockStep) => Promise<News>;
  lookAhead: () => Promise<News>;
}

const TICK_MS = 5_000;
const UNANSWERED = "Trig did not answer, so the clock may or may not have moved. Reload the page to see.";
const steps = Object.keys(clockSteps).filter((step): step is ClockStep => step in clockSteps);

/** The instance's clock: moves it forward and lists what that set off, while the page stays in use. */
export function Clock({ workspace, label, at, zone, isPlaying, move, lookAhead }: Props) {
  const [news, setNews] = useState<News | null>(null);
  // The page behind it comes to know of a move a little later.
  const now = useTicking(news?.now && news.now > at ? news.now : at);
  const [moving, setMoving] = useState<ClockStep | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const { run, isPending: isBusy } = useMutation(move, {
    isQuiet: true,
    isOnlyOnce: true,
    onDone: setNews,
    // Refused or not, the clock stands where it stood.
    onRefused: (answer) => setNews((known) => ({ ...answer, now: answer.now ?? known?.now })),
    unanswered: UNANSWERED,
  });
  const go = (step: ClockStep) => {
    if (isBusy || isPlaying) return;
    setMoving(step);
    run(step);
  };
  useOffer(
    isPlaying
      ? []
      : steps.map((step) => ({
          id: `clock ${step}`,
          label: `Move the clock on ${step.slice(1)}`,
          icon: FastForward,
          words: "demo time forward",
          run: () => {
            panel.current?.showPopover();
            go(step);
          },
        })),
  );
  const look = async () => {
    const seen = await lookAhead().catch(() => null);
    if (!seen) return;
    setNews((known) => (known?.setOff ? { ...known, coming: seen.coming } : seen));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the story is told, whoever waits for it sees what comes next
  useEffect(() => {
    if (!isPlaying && panel.current?.matches(":popover-open")) void look();
  }, [isPlaying]);
  const follow = () => {
    // On a telephone the panel lies over the page that was asked for.
    if (window.matchMedia("(width < 40rem)").matches) panel.current?.hidePopover();
  };
  const { coming, setOff } = news ?? {};
  return (
    <>
      <button
        type="button"
        popoverTarget="clock"
        className="-mx-1.5 inline-flex shrink-0 items-center gap-2 rounded px-1.5 font-medium max-sm:min-h-6 text-ink-2 transition-colors hover:bg-sunken hover:text-ink"
      >
        <ClockIcon aria-hidden size={12} strokeWidth={2} className="shrink-0 text-ink-3" />
        <span>
          {label} clock: <time dateTime={now.toISOString()}>{clockTime(now, zone)}</time>
        </span>
        <ChevronDown aria-hidden size={12} strokeWidth={2} className="shrink-0 text-ink-3" />
      </button>
      <div
        ref={panel}
        id="clock"
        popover="auto"
        role="dialog"
        aria-label={`${label} clock`}
        onToggle={(event) => (event.newState === "open" && !isPlaying ? void look() : undefined)}
        className="fixed inset-x-0 top-auto bottom-0 w-auto max-w-none overflow-hidden border border-line bg-surface text-ink shadow-[0_8px_40px_oklch(0_0_0/0.18)] max-sm:rounded-t-2xl sm:inset-x-auto sm:top-[5.5rem] sm:right-6 sm:bottom-auto sm:w-[26rem] sm:rounded-xl lg:top-10"
      >
        <div className="flex max-h-[78dvh] flex-col sm:max-h-[calc(100dvh-7rem)]">
          <header className="px-4 pt-3 pb-4">
            <div className="flex items-start justify-between">
              <div>
                <p className="text-sm text-ink-3">{label} clock</p>
                <p className="text-lg font-semibold tracking-[-0.011em] tabular-nums">
                  {clockTime(now, zone)}
                </p>
              </div>
              <button
                type="button"
                popoverTarget="clock"
                popoverTargetAction="hide"
                className="-mr-2 grid size-9 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
              >
                <X aria-hidden size={16} />
                <span className="sr-only">Close</span>
              </button>
            </div>
            <div className="mt-3 grid grid-cols-3 gap-2">
              {steps.map((step) => (
                <button
                  key={step}
                  type="button"
                  aria-disabled={isBusy || isPlaying}
                  onClick={() => go(step)}
                  className={`h-9 rounded-md border text-sm font-medium tabular-nums shadow-card transition-colors sm:h-8 ${
                    isBusy && moving === step
                      ? "border-accent bg-accent-soft text-ink"
                      : "border-line bg-surface hover:border-line-strong aria-disabled:text-ink-3 aria-disabled:hover:border-line"
                  }`}
                >
                  {step}
                </button>
              ))}
            </div>
          </header>
          <div
            aria-busy={isBusy}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-t border-line bg-canvas px-4 py-3.5"
          >
            <p aria-live="polite" className={`text-sm ${news?.ok === false ? "text-bad-ink" : "text-ink-2"}`}>
              {isPlaying
                ? "The demo's story is being told, from twelve days ago up to today. A few more seconds."
                : isBusy
                  ? `Moving on ${moving?.slice(1)}…`
                  : news?.message ||
                    "Move the clock on, and whatever falls due on the way happens and is listed here."}
            </p>
            {isBusy ? <Waiting /> : null}
            {!isBusy && setOff ? (
              <SetOffList workspace={workspace} setOff={setOff} zone={zone} onFollow={follow} />
            ) : null}
          </div>
          {isPlaying || news?.ok === false ? null : (
            <div className="border-t border-line px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] text-sm text-pretty text-ink-2">
              {isBusy || coming === undefined ? (
                <div aria-hidden className="skeleton my-[3px] h-3.5 w-3/4" />
              ) : coming ? (
                <p>
                  <span className="font-medium text-ink">Next:</span>{" "}
                  <SentenceParts workspace={workspace} parts={coming.parts} onFollow={follow} />{" "}
                  <span className="whitespace-nowrap">{comingTime(coming.at, now, zone)}</span>
                </p>
              ) : (
                <p>Nothing is on its way: it takes news from a customer to set something off.</p>
              )}
            </div>
          )}
        </div>
      </div>
    </>
  );
}

/** The shape of a list that is on its way. */
function Waiting() {
  return (
    <div aria-hidden className="mt-4 space-y-3">
      <div className="skeleton h-3.5 w-28" />
      <div className="skeleton h-4 w-full" />
      <div className="skeleton h-4 w-4/5" />
    </div>
  );
}

/** A moment that goes on by this computer's own clock, however wrong that one is set. */
function useTicking(at: Date): Date {
  const atMs = at.getTime();
  const [now, setNow] = useState(at);
  useEffect(() => {
    const startedAt = performance.now();
    const tick = () => setNow(new Date(atMs + performance.now() - startedAt));
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [atMs]);
  return now;
}
