import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { deliveries, deliveryHistory } from "@/db/schema";
import { type FrozenRequest, frozenRequestSchema, type NewRequest } from "@/lib/channels/requests";
import type { Context } from "@/lib/context";
import type { HistoryKind } from "@/lib/deliveries/history";
import { leaseEnd } from "@/lib/deliveries/ledger/claim";
import type { Reason } from "@/lib/deliveries/reasons";
import { newId } from "@/lib/ids";

/** What becomes of a delivery that a sender holds. "sending" keeps it in the sender's hands. */
export interface Outcome {
  id: string;
  status: "sending" | "waiting" | "held" | "sent" | "skipped" | "failed" | "unconfirmed";
  /** Required for everything that is neither sent nor on its way. */
  reason?: Reason;
  request?: NewRequest;
  providerId?: string;
  /** Real time to rest before the next attempt. */
  restMs?: number;
  /** Of one that is skipped because another has reached the address: that delivery, and when it was sent. */
  insteadId?: string;
  sentAt?: Date;
  /** Business time before which it does not leave. */
  dueAt?: Date;
  /** It counts as an attempt although no request left: the next rest is longer. */
  countsAsAttempt?: boolean | undefined;
  /** The batch it was in is undone: it may go alone, or in another one. */
  leaveBatch?: boolean;
  /** It is certain that no request has reached the provider. */
  surelyNotSent?: boolean;
  /** The line its history gets, unless its last line is the same; absent: none. */
  what?: HistoryKind;
  detail?: string;
  /** Real time. */
  attemptedAt?: Date;
}

/** Characters kept of a provider's answer: some refuse with a whole page. */
const LONGEST_DETAIL = 1_000;
const returned = z.array(z.object({ id: z.string(), request: frozenRequestSchema.nullable() }));

/**
 * Writes what became of deliveries, each with its line of history, in one statement. Only the holder of the lease may do so, except that
 * a message known to be sent is recorded as sent, whoever holds it. Returns the deliveries changed and, for
 * those that go on to be sent, their requests as stored: what is sent is what was read back, so that a repeat has the same bytes.
 */
export async function recordOutcomes(
  ctx: Context,
  token: string,
  outcomes: readonly Outcome[],
): Promise<Map<string, FrozenRequest | null>> {
  if (outcomes.length === 0) return new Map();
  const values = outcomes.map((one) => ({
    ...one,
    detail: one.detail?.slice(0, LONGEST_DETAIL),
    historyId: newId("his"),
  }));
  const { rows } = await ctx.db.execute(sql`
    with outcomes as (
      select * from jsonb_to_recordset(${toJson(values)}::jsonb) as v(
        id text, status text, reason text, request jsonb, "providerId" text, "restMs" float8, "surelyNotSent" boolean, "leaveBatch" boolean,
        "dueAt" timestamptz, "countsAsAttempt" boolean, "insteadId" text, "sentAt" timestamptz,
        what text, detail text, "attemptedAt" timestamptz, "historyId" text)
    ), held as (
      select d.id from ${deliveries} d join outcomes v on d.id = v.id
      where d.workspace_id = ${ctx.workspaceId} and (d.lease_token = ${token} or (v.status = 'sent' and d.status <> 'sent'))
      order by d.id for update of d
    ), changed as (
      update ${deliveries} d set
        status = v.status,
        reason = v.reason,
        request = coalesce(v.request, d.request),
        provider_id = coalesce(v."providerId", d.provider_id),
        due_at = coalesce(v."dueAt", d.due_at),
        attempts = d.attempts + case when v."countsAsAttempt" then 1 else 0 end,
        sent_at = case when v.status = 'sent' then ${ctx.now.toISOString()}::timestamptz else v."sentAt" end,
        instead_id = v."insteadId",
        first_attempt_at = case when v."surelyNotSent" then null else d.first_attempt_at end,
        batch_id = case when v."leaveBatch" then null else d.batch_id end,
        next_attempt_at = clock_timestamp() + v."restMs" * interval '1 millisecond',
        lease_token = case when v.status = 'sending' then d.lease_token end,
        lease_until = case when v.status = 'sending' then ${leaseEnd} end
      from outcomes v join held on held.id = v.id
      where d.id = v.id
      returning d.id, case when v.status = 'sending' then d.request end as request
    ), told as (
      insert into ${deliveryHistory} (id, workspace_id, delivery_id, what, detail, at, attempted_at)
      select v."historyId", ${ctx.workspaceId}, v.id, v.what, coalesce(v.detail, ''), ${ctx.now.toISOString()}::timestamptz, v."attemptedAt"
      from outcomes v join changed on changed.id = v.id where v.what is not null and not exists (
        select 1 from (select h.what, h.detail from ${deliveryHistory} h where h.delivery_id = v.id order by h.at desc, h.id desc limit 1) last
        where last.what = v.what and last.detail = coalesce(v.detail, ''))
    )
    select id, request from changed`);
  return new Map(returned.parse(rows).map((row) => [row.id, row.request]));
}

/** Lone surrogates, as cutting a text can leave them, are rejected by Postgres and by providers; NUL is rejected by Postgres. */
function toJson(values: unknown): string {
  return JSON.stringify(values, (_, value) =>
    typeof value === "string"
      ? Buffer.from(value, "utf8").toString("utf8").replaceAll("\0", "\ufffd")
      : value,
  );
}
