import type { Resending } from "@/lib/deliveries/by-hand/resending";

interface Words {
  /** What is the matter. */
  sentence: string;
  button: string;
  /** What somebody has to have read before it goes. */
  confirmation?: string;
  confirm?: string;
}

/** What can be done about a delivery that did not go, or may not have. */
export const sendAgainWords: { readonly [Kind in Exclude<Resending["kind"], "no">]: Words } = {
  afresh: {
    sentence: "It did not go. It can be put together anew, from the customer as they are now.",
    button: "Send again",
  },
  release: { sentence: "It was put aside until somebody looks at it.", button: "Let it go" },
  repeat: {
    sentence: "Nobody knows whether it arrived.",
    button: "Ask again",
    confirmation:
      "The provider is asked for the very same message under the same key: if it has arrived, it does not arrive again.",
    confirm: "Ask again",
  },
  twice: {
    sentence: "Nobody knows whether it arrived.",
    button: "Send again…",
    confirmation:
      "If the first one has arrived, the customer or the channel gets this message a second time.",
    confirm: "Send, even if it arrives twice",
  },
};

/** What became of it at once. */
export const sentAgainWords = {
  waiting: "It is on its way, and leaves as soon as the sending window is open.",
  done: "The value is written.",
  skipped: "Nothing was written: the value does not fit the type of the attribute.",
} as const;
