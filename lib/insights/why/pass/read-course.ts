import "server-only";
import type { Context } from "@/lib/context";
import type { Verdict } from "@/lib/deliveries/check/check-before-sending";
import { predictOutcomes } from "@/lib/deliveries/check/predict-outcomes";
import type { Turned } from "@/lib/insights/why/cases";
import type { ToldDelivery } from "@/lib/insights/why/load/got-instead";
import type { WhyCase } from "@/lib/insights/why/load/load-case";
import { movesAhead } from "@/lib/insights/why/pass/moves-ahead";
import { fatesUntilEnd, onItsWay } from "@/lib/insights/why/pass/on-its-way";
import { passStories } from "@/lib/insights/why/pass/pass-stories";
import type { Ahead, WhyPass } from "@/lib/insights/why/schema";
import type { Definition } from "@/lib/programmes/schema";

/** What happened in the passes of a customer, and what is still to come. */
export interface Course {
  passes: WhyPass[];
  /** What the latest pass entered with; of somebody outside, what they would get. */
  definition: Definition;
  /** Which way each branch has sent the latest pass, or by what is known today will. */
  turned: ReadonlyMap<string, Turned>;
  /** The rows of the ledger of the latest pass, and what the sender will say of those that have not left. */
  sends: ToldDelivery[];
  fates: ReadonlyMap<string, Verdict>;
  /** What is to come by time alone, in the open pass or in the one that begins at entersAt. */
  ahead: Ahead[];
}

/** The course of a customer through a programme: from the records up to now, from then on by the engine's own turns, taken ahead of time. */
export async function readCourse(
  ctx: Context,
  { row, workspace, entry, contactsFor }: WhyCase,
  entersAt: Date | null,
): Promise<Course> {
  const { customer, facts, programme, pass, zone } = entry;
  const told = await passStories(ctx, row, customer.id, entry.shownIn);
  const fates = await predictOutcomes(ctx, told.sends, workspace);
  const isInside = pass?.status === "open";
  const from = isInside ? ctx.now : entersAt;
  const ahead = from
    ? movesAhead({
        customer,
        facts,
        // Whatever walk is under way has come to the customer by then, and lets them in.
        programme: { ...programme, openSeed: null },
        pass,
        onItsWay: isInside ? onItsWay(told.sends, fates, ctx.now) : null,
        now: from,
        contactsFor,
        zone,
        window: workspace.settings.sendingWindow ?? null,
      })
    : [];
  return {
    passes: told.passes,
    definition: told.definition ?? entry.definition,
    turned: new Map([
      ...turnedAlready(told.passes[0]),
      ...(isInside || !told.passes[0] ? willTurn(ahead) : []),
    ]),
    sends: told.sends,
    fates: isInside ? fatesUntilEnd(told.sends, fates, ahead) : fates,
    ahead,
  };
}

function turnedAlready(pass: WhyPass | undefined): [string, Turned][] {
  return (pass?.story ?? []).flatMap((one): [string, Turned][] =>
    one.kind === "move" && one.stepId && one.way
      ? [[one.stepId, { way: one.way, at: one.at, isAhead: false }]]
      : [],
  );
}

function willTurn(ahead: readonly Ahead[]): [string, Turned][] {
  return ahead.flatMap((one): [string, Turned][] =>
    one.what === "step" && one.way ? [[one.stepId, { way: one.way, at: one.at, isAhead: true }]] : [],
  );
}
