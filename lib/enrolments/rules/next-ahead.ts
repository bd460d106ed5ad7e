import { nextMove } from "@/lib/enrolments/rules/next-move";
import { addUnpaused } from "@/lib/enrolments/rules/unpaused";
import type { Move, MoveInput } from "@/lib/enrolments/schema";
import { findStep } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";

type Reminder = Extract<Step, { kind: "reminder" }>;

const MOST_HOPS = 200;

/** What comes next in a pass by time alone. */
export type NextAhead =
  | { kind: "move"; move: Exclude<Move, { kind: "wait" | "hold" }>; at: Date }
  | { kind: "hold"; goalMet: boolean }
  /** A reminder whose day is not known, as the message before it has not left. */
  | { kind: "after_message"; step: Reminder }
  /** Time alone brings nothing. */
  | { kind: "stays" };

/** What happens in a pass next if nothing else does: the engine's own next move, asked for again and again at the moment it waits for. */
export function nextAhead(input: MoveInput): NextAhead {
  const reminder = reminderToWaitFor(input);
  let now = input.now;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const move = nextMove({ ...input, now });
    if (move.kind === "hold") return move;
    if (move.kind !== "wait") return { kind: "move", move, at: now };
    if (reminder && now.getTime() >= reminder.soonest.getTime())
      return { kind: "after_message", step: reminder.step };
    if (!move.until || move.until.getTime() <= now.getTime()) break;
    now = move.until;
  }
  return { kind: "stays" };
}

/** The reminder a pass stands before, while the message before it has not left; it comes at the soonest so long after now. */
function reminderToWaitFor({ definition, enrolment, pauses, zone, now }: MoveInput) {
  const step = findStep(definition, enrolment.stepId);
  if (step?.kind !== "reminder" || enrolment.previousMessage?.outcome !== "waiting") return null;
  return { step, soonest: addUnpaused(now, step.delay, pauses, zone) };
}
