import "server-only";
import { AppError } from "@/lib/errors";

export interface Urgency {
  /** From a browser that signed in before: strangers who crowd the door do not make it wait behind them. */
  isUrgent?: boolean;
}

/** Each takes a processor for half a second and 128 MB: events come in on the others meanwhile. */
const AT_ONCE = 1;
/** Half a minute of waiting; who comes later is sent away at once. */
const MOST_WAITING = 60;

// The parts of the app are bundled apart from each other, and all of them share the machine.
declare global {
  var trigPasswordTurns: { running: number; urgent: (() => void)[]; others: (() => void)[] } | undefined;
}

/** Lets the work on passwords go on one after another, however many people sign in at once; who would wait too long is refused. */
export async function withTurn<Answer>(
  work: () => Promise<Answer>,
  { isUrgent = false }: Urgency = {},
): Promise<Answer> {
  globalThis.trigPasswordTurns ??= { running: 0, urgent: [], others: [] };
  const turns = globalThis.trigPasswordTurns;
  if (turns.running < AT_ONCE) turns.running++;
  else {
    const line = isUrgent ? turns.urgent : turns.others;
    if (line.length >= MOST_WAITING)
      throw new AppError(
        "unavailable",
        "Very many people are signing in just now: wait a few seconds and try again.",
      );
    await new Promise<void>((called) => line.push(called));
  }
  try {
    return await work();
  } finally {
    const next = turns.urgent.shift() ?? turns.others.shift();
    // Who is next takes over the place.
    if (next) next();
    else turns.running--;
  }
}
