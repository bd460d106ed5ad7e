import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { programmes } from "@/db/schema";
import type { FrozenRequest } from "@/lib/channels/requests";
import { type Context, within } from "@/lib/context";
import { checkBeforeSending, type Verdict } from "@/lib/deliveries/check/check-before-sending";
import { loadOpenings } from "@/lib/deliveries/check/load-openings";
import { loadParties } from "@/lib/deliveries/check/load-parties";
import type { Claim, DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { type Outcome, recordOutcomes } from "@/lib/deliveries/ledger/record-outcomes";
import { needsPlace, takePlaces } from "@/lib/deliveries/ledger/take-places";
import { reasons } from "@/lib/deliveries/reasons";
import { outcomeOfOccupied, reevaluateSkipped } from "@/lib/deliveries/sender/address-taken";
import { composers } from "@/lib/deliveries/sender/compose";
import { freeze, templateInput } from "@/lib/deliveries/sender/freeze";
import { keepBatchesWhole } from "@/lib/deliveries/sender/keep-batches-whole";
import type { Sending } from "@/lib/deliveries/sender/sending";

/** A delivery that may leave: checked, frozen, committed. */
export interface Ready {
  row: DeliveryRow;
  request: FrozenRequest;
}

/**
 * Makes the last check before sending and freezes what may go. The programmes are locked against a pause meanwhile: once a pause is
 * committed, nothing further becomes ready.
 */
export async function checkAndFreeze(
  ctx: Context,
  { token, rows }: Claim,
  sending: Sending,
  users: ReadonlyMap<string, string>,
): Promise<{ ready: Ready[]; sent: number; skipped: number }> {
  const done = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const running = await lockProgrammes(inside, rows);
    const partiesOf = await loadParties(inside, rows);
    const openingOf = await loadOpenings(inside, rows, sending.workspace);
    const check = (row: DeliveryRow): Verdict => {
      const parties = partiesOf(row);
      const state = { ...parties, programme: running.get(row.programmeId)?.status ?? ("archived" as const) };
      const opensAt = openingOf(row, parties).at;
      const { tooLateHours } = sending.workspace.settings;
      return checkBeforeSending(row, state, { now: sending.now, realNow: new Date(), opensAt, tooLateHours });
    };
    const freezeOne = async (row: DeliveryRow): Promise<Outcome> => {
      const parties = partiesOf(row);
      const programme = running.get(row.programmeId)?.name ?? "";
      const { zone } = openingOf(row, parties);
      return freeze(row, templateInput(row, parties, { programme, zone }, sending), sending, users);
    };
    const decided = new Map<string, Outcome>();
    const leaving: DeliveryRow[] = [];
    for (const row of rows) {
      const verdict = orNotComputed(row, check);
      if (!("kind" in verdict)) decided.set(row.id, verdict);
      else if (verdict.kind === "send") leaving.push(row);
      else decided.set(row.id, outcomeOf(row, verdict));
    }
    const occupied = await takePlaces(inside, leaving.filter(needsPlace));
    for (const row of leaving) {
      if (!occupied.has(row.id))
        decided.set(row.id, await freezeOne(row).catch((error) => notComputed(row, error)));
    }
    for (const [id, place] of occupied)
      decided.set(id, outcomeOfOccupied(id, place, decided.get(place.holderId), sending.now));
    const each = rows.flatMap(({ id }) => decided.get(id) ?? []);
    const outcomes = keepBatchesWhole(rows, each);
    await reevaluateSkipped(inside, rows, outcomes);
    const stored = await recordOutcomes(inside, token, outcomes);
    return new Map(
      outcomes
        .filter(({ id }) => stored.has(id))
        .map((one) => [one.id, { ...one, request: stored.get(one.id) }]),
    );
  });
  const count = (status: Outcome["status"]) =>
    [...done.values()].filter((one) => one.status === status).length;
  const ready = rows.flatMap((row) => {
    const { status, request } = done.get(row.id) ?? {};
    return status === "sending" && request ? [{ row, request }] : [];
  });
  return { ready, sent: count("sent"), skipped: count("skipped") };
}

/** Whom these deliveries want to ping, as far as can be said before they are frozen. */
export async function mentionsOf(
  ctx: Context,
  rows: readonly DeliveryRow[],
  sending: Sending,
): Promise<string[]> {
  const fresh = rows.filter((row) => row.request === null);
  if (fresh.length === 0) return [];
  const partiesOf = await loadParties(ctx, fresh);
  const { mentions } = composers[sending.account.channel];
  const shown = { programme: "", zone: sending.workspace.timezone };
  return fresh.flatMap((row) => {
    try {
      return mentions(templateInput(row, partiesOf(row), shown, sending));
    } catch {
      // Freezing it will fail likewise, and say so on the delivery.
      return [];
    }
  });
}

function outcomeOf({ id }: DeliveryRow, verdict: Exclude<Verdict, { kind: "send" }>): Outcome {
  if (verdict.kind === "hold")
    return { id, status: "held", reason: "paused", what: "held", detail: reasons.paused };
  if (verdict.kind === "postpone") {
    const detail = "It waits for the sending window to open.";
    return { id, status: "waiting", dueAt: verdict.until, what: "later", detail };
  }
  if (verdict.kind === "give_up") {
    return {
      id,
      status: "unconfirmed",
      reason: "unconfirmed",
      what: "unconfirmed",
      detail: reasons.unconfirmed,
    };
  }
  return { id, status: "skipped", reason: verdict.reason, what: "skipped", detail: reasons[verdict.reason] };
}

function orNotComputed(row: DeliveryRow, check: (row: DeliveryRow) => Verdict): Verdict | Outcome {
  try {
    return check(row);
  } catch (error) {
    return notComputed(row, error);
  }
}

/**
 * One delivery that cannot be computed must not hold up the others. The failing code never touched the database, so the transaction is
 * intact. What may have arrived already is never called failed.
 */
function notComputed({ id, firstAttemptAt }: DeliveryRow, error: unknown): Outcome {
  const words = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  const detail = `${reasons.not_computed} ${words}`;
  return firstAttemptAt
    ? { id, status: "unconfirmed", reason: "unconfirmed", what: "unconfirmed", detail }
    : { id, status: "failed", reason: "not_computed", what: "failed", detail };
}

async function lockProgrammes(ctx: Context, rows: readonly DeliveryRow[]) {
  const locked = await ctx.db
    .select({ id: programmes.id, name: programmes.name, status: programmes.status })
    .from(programmes)
    .where(
      and(
        eq(programmes.workspaceId, ctx.workspaceId),
        inArray(programmes.id, [...new Set(rows.map((row) => row.programmeId))]),
      ),
    )
    .orderBy(asc(programmes.id))
    .for("share");
  return new Map(locked.map((programme) => [programme.id, programme]));
}
