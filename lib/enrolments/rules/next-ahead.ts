import { nextMove } from "@/lib/enrolments/rules/next-move";
import { addUnpaused } from "@/lib/enrolments/rules/unpaused";
import type { Move, MoveInput } from "@/lib/enrolments/schema";
import { findStep } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";
import type { Duration } from "@/lib/time";

const MOST_HOPS = 200;

/** What comes next in a pass by time alone. */
export type NextAhead =
  | { kind: "move"; move: Exclude<Move, { kind: "wait" | "hold" }>; at: Date }
  | { kind: "hold"; goalMet: boolean }
  /** A step that waits since the message before it, which has not left: its day is not known. */
  | { kind: "after_message"; step: Step; delay: Duration }
  /** Time alone brings nothing. */
  | { kind: "stays" };

/** What happens in a pass next if nothing else does: the engine's own next move, asked for again and again at the moment it waits for. */
export function nextAhead(input: MoveInput): NextAhead {
  const afterMessage = waitAfterMessage(input);
  let now = input.now;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const move = nextMove({ ...input, now });
    if (move.kind === "hold") return move;
    if (move.kind !== "wait") return { kind: "move", move, at: now };
    if (afterMessage && now.getTime() >= afterMessage.soonest.getTime())
      return { kind: "after_message", step: afterMessage.step, delay: afterMessage.delay };
    if (!move.until || move.until.getTime() <= now.getTime()) break;
    now = move.until;
  }
  return { kind: "stays" };
}

/** The step a pass stands before that waits since the message before it, while that has not left; it comes its delay after now at the soonest. */
function waitAfterMessage({ definition, enrolment, pauses, zone, now }: MoveInput) {
  const step = findStep(definition, enrolment.stepId);
  if (!step || enrolment.previousMessage?.outcome !== "waiting") return null;
  const wait = stepEntry(step).wait(step);
  if (wait?.since !== "message_before") return null;
  const { delay } = wait;
  return { step, delay, soonest: addUnpaused(now, delay, pauses, zone) };
}
