import type { PublishView } from "@/lib/insights/go-live/schema";
import type { Entity } from "@/lib/profiles/schema";
import { customersOf, plural } from "@/lib/words/figures";

interface Props {
  standing: NonNullable<PublishView["standing"]>;
  target: Entity;
  moves: boolean;
  setMoves: (moves: boolean) => void;
}

/** What becomes of those who are in it: by default each finishes on the version they entered with. */
export function WhoMoves({ standing, target, moves, setMoves }: Props) {
  const { open, atLostSteps } = standing;
  if (open === 0) return null;
  const choice = (value: boolean, label: string, about: string) => (
    <label className="flex cursor-pointer items-start gap-3 px-4 py-3 hover:bg-sunken has-checked:bg-accent-soft">
      <input
        type="radio"
        name="moves"
        checked={moves === value}
        onChange={() => setMoves(value)}
        className="mt-1 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        <span className="block text-sm text-pretty text-ink-2">{about}</span>
      </span>
    </label>
  );
  const lost =
    atLostSteps > 0
      ? ` ${plural(atLostSteps, "stands", "stand")} before a step that is gone, and ${atLostSteps === 1 ? "goes" : "go"} on at the next one that is left.`
      : "";
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">
        {customersOf(open, target)} {open === 1 ? "is" : "are"} in it now
      </legend>
      <div className="card divide-y divide-line overflow-hidden">
        {choice(false, "They finish as they began", "Each stays on the version they entered with.")}
        {choice(true, "They move to the new version", `Each goes on from the step where they stand.${lost}`)}
      </div>
    </fieldset>
  );
}
