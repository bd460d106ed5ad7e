import { Check, Minus, X } from "lucide-react";
import type { WhyCondition } from "@/lib/insights/why/schema";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import { exactTime } from "@/lib/words/relative-time";

interface Props {
  groups: WhyCondition[][];
  /** Whether a condition that holds speaks for the customer: an exclusion that holds speaks against. */
  holdsIsGood: boolean;
  /** The one to look at. */
  blockingPath: string | null;
  /** "or" between groups whose conditions go together; conditions that stand alone need no word. */
  between: string | null;
  zone: string;
}

/** Conditions in words, each with the value seen. */
export function ConditionRows({ groups, holdsIsGood, blockingPath, between, zone }: Props) {
  const filled = groups.filter((group) => group.length > 0);
  if (filled.length === 0) return null;
  return (
    <div className="mt-2 space-y-1">
      {filled.map((group, index) => (
        <div key={group[0]?.path}>
          {index > 0 && between ? <p className="py-1 pl-6 text-xs text-ink-3">{between}</p> : null}
          <ul className="space-y-1">
            {group.map((condition) => (
              <Row
                key={condition.path}
                condition={condition}
                holdsIsGood={holdsIsGood}
                isBlocking={condition.path === blockingPath}
                zone={zone}
              />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Row({
  condition: { words, verdict, seen, turnsAt },
  holdsIsGood,
  isBlocking,
  zone,
}: {
  condition: WhyCondition;
  holdsIsGood: boolean;
  isBlocking: boolean;
  zone: string;
}) {
  const speaksAgainst = isBlocking || (verdict && !holdsIsGood);
  const Icon = speaksAgainst ? X : verdict ? Check : Minus;
  const tone = speaksAgainst ? "text-bad-ink" : verdict ? "text-good-ink" : "text-ink-3";
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden size={14} strokeWidth={2.25} className={`mt-1 shrink-0 ${tone}`} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-x-4 max-sm:flex-col">
          <p className={`min-w-0 text-pretty break-words ${isBlocking ? "font-medium" : "text-ink-2"}`}>
            {words} <span className="sr-only">{verdict ? "(holds)" : "(does not hold)"}</span>
          </p>
          <p className="min-w-0 font-mono text-xs leading-[1.375rem] text-ink-2 tabular-nums [overflow-wrap:anywhere] sm:max-w-[55%] sm:text-right">
            <span className="sr-only">seen: </span>
            {seen}
          </p>
        </div>
        {turnsAt ? (
          <p className="text-sm text-ink-3" title={exactTime(turnsAt, zone)}>
            By time alone it {verdict ? "stops holding" : "will hold"} on {momentInWords(turnsAt, zone)}.
          </p>
        ) : null}
      </div>
    </li>
  );
}
