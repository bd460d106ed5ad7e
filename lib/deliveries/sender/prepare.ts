import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import type { Verdict } from "@/lib/deliveries/check/check-before-sending";
import { lastLook } from "@/lib/deliveries/check/last-look";
import { loadOpenings } from "@/lib/deliveries/check/load-openings";
import { loadSubjects } from "@/lib/deliveries/check/load-subjects";
import type { Claim, DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { recordOutcomes, type Settlement } from "@/lib/deliveries/ledger/record-outcomes";
import { needsPlace, takePlaces } from "@/lib/deliveries/ledger/take-places";
import { reasons } from "@/lib/deliveries/reasons";
import type { FrozenRequest } from "@/lib/deliveries/schema";
import { composeNote } from "@/lib/deliveries/sender/compose";
import { type Freezing, freeze, materialOf } from "@/lib/deliveries/sender/freeze";
import { keepBatchesWhole } from "@/lib/deliveries/sender/keep-batches-whole";
import { lookAgainAtSkipped, settlementOfOccupied } from "@/lib/deliveries/sender/occupied";

/** A delivery that may leave: checked, frozen, committed. */
export interface Ready {
  row: DeliveryRow;
  request: FrozenRequest;
}

/**
 * The last look before sending, and the freezing of what goes. The programmes are locked against a pause meanwhile: once a pause is
 * committed, nothing becomes ready that was not ready before.
 */
export async function prepare(
  ctx: Context,
  { token, rows }: Claim,
  how: Freezing,
): Promise<{ ready: Ready[]; sent: number; skipped: number }> {
  const done = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const running = await lockProgrammes(inside, rows);
    const subjectOf = await loadSubjects(inside, rows);
    const openingOf = await loadOpenings(inside, rows, how.workspace);
    const lookAt = (row: DeliveryRow): Verdict => {
      const programme = running.get(row.programmeId);
      const subject = subjectOf(row);
      return lastLook(
        row,
        { ...subject, programme: programme?.status ?? "archived" },
        {
          now: how.now,
          realNow: new Date(),
          settings: how.workspace.settings,
          opensAt: openingOf(row, subject).at,
        },
      );
    };
    const freezeOne = async (row: DeliveryRow): Promise<Settlement> => {
      const subject = subjectOf(row);
      const programme = running.get(row.programmeId)?.name ?? "";
      const { zone } = openingOf(row, subject);
      return freeze(row, materialOf(row, subject, { programme, zone }, how), how);
    };
    const settled = new Map<string, Settlement>();
    const leaving: DeliveryRow[] = [];
    for (const row of rows) {
      const verdict = orSetAside(row, lookAt);
      if (!("kind" in verdict)) settled.set(row.id, verdict);
      else if (verdict.kind === "send") leaving.push(row);
      else settled.set(row.id, settlementOf(row, verdict));
    }
    const occupied = await takePlaces(inside, leaving.filter(needsPlace));
    for (const row of leaving) {
      if (!occupied.has(row.id))
        settled.set(row.id, await freezeOne(row).catch((error) => setAside(row, error)));
    }
    for (const [id, place] of occupied)
      settled.set(id, settlementOfOccupied(id, place, settled.get(place.holderId), how.now));
    const settlements = rows.flatMap(({ id }) => settled.get(id) ?? []);
    const fates = keepBatchesWhole(rows, settlements);
    await lookAgainAtSkipped(inside, rows, fates);
    const stored = await recordOutcomes(inside, token, fates);
    return new Map(
      fates
        .filter(({ id }) => stored.has(id))
        .map((one) => [one.id, { ...one, request: stored.get(one.id) }]),
    );
  });
  const count = (status: Settlement["status"]) =>
    [...done.values()].filter((one) => one.status === status).length;
  const ready = rows.flatMap((row) => {
    const { status, request } = done.get(row.id) ?? {};
    return status === "sending" && request ? [{ row, request }] : [];
  });
  return { ready, sent: count("sent"), skipped: count("skipped") };
}

/** Whom the notes among these deliveries want to ping, as far as can be said before they are frozen. */
export async function mentionsOf(
  ctx: Context,
  rows: readonly DeliveryRow[],
  how: Pick<Freezing, "workspace" | "account" | "now">,
): Promise<string[]> {
  const fresh = rows.filter((row) => row.channel === "slack" && row.request === null);
  if (fresh.length === 0) return [];
  const subjectOf = await loadSubjects(ctx, fresh);
  return fresh.flatMap((row) => {
    try {
      return composeNote(
        materialOf(row, subjectOf(row), { programme: "", zone: how.workspace.timezone }, how),
      ).mentions;
    } catch {
      // Freezing it will fail likewise, and say so on the delivery.
      return [];
    }
  });
}

function settlementOf({ id }: DeliveryRow, verdict: Exclude<Verdict, { kind: "send" }>): Settlement {
  if (verdict.kind === "hold")
    return { id, status: "held", reason: "paused", what: "held", detail: reasons.paused };
  if (verdict.kind === "wait") {
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

function orSetAside(row: DeliveryRow, lookAt: (row: DeliveryRow) => Verdict): Verdict | Settlement {
  try {
    return lookAt(row);
  } catch (error) {
    return setAside(row, error);
  }
}

/**
 * One delivery that cannot be computed must not keep its neighbours from leaving. Nothing in here asks the database, so that the
 * transaction is sound. What may have arrived already is never called failed.
 */
function setAside({ id, firstAttemptAt }: DeliveryRow, error: unknown): Settlement {
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
