import type { ReactNode } from "react";
import type { FirstEntry, GoLiveView } from "@/lib/insights/go-live/schema";
import { customersOf } from "@/lib/words/figures";

type Mode = FirstEntry["mode"];

interface Props {
  view: GoLiveView;
  mode: Mode | null;
  setMode: (mode: Mode) => void;
  first: string;
  setFirst: (first: string) => void;
}

/** The three ways to begin; none of them is chosen beforehand. */
export function WhoEnters({ view, mode, setMode, first, setFirst }: Props) {
  const { matching, target } = view;
  const now = matching === null ? "All of them" : customersOf(matching, target);
  const choice = (value: Mode, label: ReactNode, about: string) => (
    <label className="flex cursor-pointer items-start gap-3 px-4 py-3 hover:bg-sunken has-checked:bg-accent-soft">
      <input
        type="radio"
        name="mode"
        value={value}
        checked={mode === value}
        onChange={() => setMode(value)}
        className="mt-1 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        <span className="block text-sm text-pretty text-ink-2">{about}</span>
      </span>
    </label>
  );
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">Who enters?</legend>
      <div className="card divide-y divide-line overflow-hidden">
        {choice(
          "from_now_on",
          target === "person"
            ? "Only people who start to match from now on"
            : "Only organisations that start to match from now on",
          matching === 0
            ? "Nobody matches now."
            : `Those who match now do not enter${matching === null ? "" : `: ${now}`}.`,
        )}
        {choice(
          "first",
          <span className="inline-flex flex-wrap items-center gap-x-2">
            The first
            <input
              type="number"
              inputMode="numeric"
              min={1}
              max={1_000_000}
              aria-label="How many may enter first"
              value={first}
              // Whoever goes through the page by keys has chosen already when they come here.
              tabIndex={mode === "first" ? 0 : -1}
              onClick={() => setMode("first")}
              onChange={(event) => setFirst(event.target.value)}
              className="-my-1 h-7 w-20 rounded-md border border-line bg-surface px-2 text-base font-normal tabular-nums shadow-card hover:border-line-strong"
            />
            to match
          </span>,
          "Nobody enters after them until you open it to all.",
        )}
        {choice(
          "everyone",
          "Everyone who matches",
          matching === 0
            ? "Nobody matches now. Whoever starts to match enters by themselves."
            : `${now} ${matching === 1 ? "enters" : "enter"} at once; whoever starts to match later enters by themselves.`,
        )}
      </div>
    </fieldset>
  );
}
