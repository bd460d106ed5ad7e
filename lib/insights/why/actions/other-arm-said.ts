import { actionEntry } from "@/lib/actions/kinds";
import type { Action } from "@/lib/actions/schema";
import type { ActionSaid } from "@/lib/insights/why/actions/action-sentences";
import type { ActionCase } from "@/lib/insights/why/cases";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import { turningsTo } from "@/lib/programmes/flow";
import { flowEntry, isAction } from "@/lib/programmes/steps";

/**
 * What is said of an action that stands in an arm which the pass has not taken, or by what is known today will not take; null where nothing
 * of its way is decided, or all of it leads there.
 */
export function otherArmSaid(asked: ActionCase, action: Action): ActionSaid | null {
  const { definition, turned } = asked;
  for (const { step, way } of turningsTo(definition, action.id)) {
    const taken = turned.get(step.id);
    if (isAction(step) || !taken) return null;
    if (taken.way === way.id) continue;
    const why = flowEntry(step).notTaken(step, way.id, taken.way, !taken.isAhead);
    return { verdict: "other_arm", at: taken.at, ...saidOf(asked, action, taken, why) };
  }
  return null;
}

function saidOf(
  { who, programme, entersAt, zone }: ActionCase,
  action: Action,
  { at, isAhead }: { at: Date; isAhead: boolean },
  why: string,
): Pick<ActionSaid, "sentence" | "mayStillCome"> {
  const on = momentInWords(at, zone);
  if (!isAhead) return { sentence: `${actionEntry(action).didNot(who)}: ${why}. The branch chose on ${on}.` };
  const enters = entersAt
    ? `${who} would enter ${programme.name} on ${momentInWords(entersAt, zone)} if nothing else changes. `
    : "";
  const sentence = `${enters}By what is known today it will not come: ${why}. The branch chooses on ${on}.`;
  return { sentence, mayStillCome: true };
}
