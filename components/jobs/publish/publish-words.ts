import type { FirstEntry, GoLiveView, PublishView } from "@/lib/insights/go-live/schema";
import { customersOf } from "@/lib/words/figures";

interface Asked {
  view: GoLiveView;
  mode: FirstEntry["mode"] | null;
  first: string;
  version: number;
  moves: boolean;
  isPaused: boolean;
  isNew: boolean;
  standing: PublishView["standing"];
}

interface Said {
  /** What the button does. */
  words: string;
  /** How many enter at once; Infinity where that is not known. */
  entering: number;
  /** What has to be said before. */
  missing: string | null;
}

/** What publishing does with what was chosen, in the words of its button: "Go live for 412 people". */
export function publishWords(asked: Asked): Said {
  return asked.version === 1 ? firstWords(asked) : laterWords(asked);
}

function firstWords({ view, mode, first }: Asked): Said {
  const { matching, target } = view;
  const most = matching ?? Number.POSITIVE_INFINITY;
  if (mode === null) return { words: "Go live", entering: 0, missing: "Choose who enters." };
  if (mode === "from_now_on")
    return { words: "Go live for whoever starts to match", entering: 0, missing: null };
  if (mode === "everyone") {
    const words =
      matching === null
        ? "Go live for everyone who matches"
        : matching === 0
          ? "Go live"
          : `Go live for ${customersOf(matching, target)}`;
    return { words, entering: most, missing: null };
  }
  const count = Number(first);
  if (!Number.isInteger(count) || count < 1)
    return { words: "Go live", entering: 0, missing: "Say how many may enter first." };
  return {
    words: `Go live for the first ${customersOf(count, target)}`,
    entering: Math.min(count, most),
    missing: null,
  };
}

function laterWords({ view, version, moves, isPaused, isNew, standing }: Asked): Said {
  const { matching, target } = view;
  const moving = moves && standing && standing.open > 0 ? customersOf(standing.open, target) : null;
  const entering = isPaused || !isNew ? 0 : (matching ?? Number.POSITIVE_INFINITY);
  if (!isNew)
    return {
      words: moving ? `Move ${moving} to version ${version - 1}` : "Nothing to publish",
      entering: 0,
      missing: moving ? null : "The draft says what is live already.",
    };
  return {
    words: moving ? `Publish version ${version} and move ${moving}` : `Publish version ${version}`,
    entering,
    missing: null,
  };
}
