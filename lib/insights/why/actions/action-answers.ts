import { actionEntry } from "@/lib/actions/kinds";
import type { Action, Moment } from "@/lib/actions/schema";
import { summary } from "@/lib/actions/summary";
import { isSent } from "@/lib/channels/channels";
import {
  type ActionSaid,
  awaySaid,
  decidedSaid,
  outsideSaid,
  rowWords,
} from "@/lib/insights/why/actions/action-sentences";
import { otherArmSaid } from "@/lib/insights/why/actions/other-arm-said";
import type { ActionCase } from "@/lib/insights/why/cases";
import { endedBefore } from "@/lib/insights/why/pass/on-its-way";
import type { ActionAnswer, ActionVerdict } from "@/lib/insights/why/schema";
import { actionsOf } from "@/lib/programmes/flow";
import { statusWords } from "@/lib/words/delivery-words";

const MAY_COME: ReadonlySet<ActionVerdict> = new Set(["due", "later", "if_completed", "if_exits", "paused"]);

/** Of every action of a programme whether a customer got it, will get it and when, or will not and why: by the ledger, then by the engine's own moves played ahead. */
export function actionAnswers(asked: ActionCase): ActionAnswer[] {
  const { definition, live } = asked;
  const own = actionsOf(definition);
  const known = new Set(own.map(({ action }) => action.id));
  const newer = (live ? actionsOf(live) : []).filter(({ action }) => !known.has(action.id));
  return [
    ...own.map((one) => answerOf(asked, one, said(asked, one))),
    ...newer.map((one) =>
      answerOf(asked, one, {
        verdict: "other_version",
        sentence: `${asked.who} is served by version ${asked.version}, which does not have it.`,
      }),
    ),
  ];
}

function answerOf(
  { sends, fates, definition, messages, zone }: ActionCase,
  { moment, action }: { moment: Moment; action: Action },
  { verdict, at = null, reason = null, sentence, mayStillCome = MAY_COME.has(verdict) }: ActionSaid,
): ActionAnswer {
  const rows = sends.filter(({ actionId }) => actionId === action.id);
  return {
    actionId: action.id,
    moment,
    kind: action.kind,
    words: summary(action, definition.target),
    verdict,
    at,
    reason,
    sentence,
    deliveries: rows.map((row) => {
      const { label, tone } = statusWords[row.status];
      const words = rowWords(row, fates.get(row.id) ?? null, zone);
      return { id: row.id, recipient: row.recipient, label, tone, words };
    }),
    reads: mayStillCome ? (messages.get(action.id) ?? null) : null,
  };
}

function said(asked: ActionCase, { moment, action }: { moment: Moment; action: Action }): ActionSaid {
  const rows = asked.sends.filter(({ actionId }) => actionId === action.id);
  if (rows.length > 0) return decidedSaid(asked, action, rows);
  const leaves = isSent(actionEntry(action).channel);
  const planned = asked.ahead.flatMap((one) =>
    one.actions
      .filter(({ actionId }) => actionId === action.id)
      .map((plan) => ({
        ...plan,
        at: one.at,
        // What leaves can still be overtaken by the end; a value is written with the decision.
        reason: plan.reason ?? (leaves ? endedBefore(moment, plan.leavesAt, asked.ahead) : null),
      })),
  );
  const elsewhere = planned.length === 0 ? otherArmSaid(asked, action) : null;
  if (elsewhere) return elsewhere;
  if (asked.standing.now !== "inside" && asked.version === null) return outsideSaid(asked, planned);
  return awaySaid(asked, moment, action, asked.standing.now === "inside" ? planned : []);
}
