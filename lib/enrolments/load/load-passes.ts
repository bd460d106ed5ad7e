import "server-only";
import { sql } from "drizzle-orm";
import { isCustomerMessage } from "@/lib/actions/is-message-sql";
import type { Context } from "@/lib/context";
import { type MessageRow, messageBefore } from "@/lib/deliveries/ledger/message-before";
import { isReason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import { isEndReason } from "@/lib/enrolments/end-reasons";
import type { Pass } from "@/lib/enrolments/pass";
import { lateNewsOf } from "@/lib/enrolments/rules/late-news";
import type { Watch } from "@/lib/enrolments/schema";
import { readCode } from "@/lib/errors";
import type { Entity } from "@/lib/profiles/schema";

/** Of some customers: their latest pass through each programme, the watches on them, and how often they entered anything in the last hour. */
export interface LatestPasses {
  /** Keyed by customer and programme, see `pairKey`. */
  passes: Map<string, Pass>;
  watches: Map<string, Watch>;
  entriesLastHour: Map<string, number>;
}

export const pairKey = (customerId: string, programmeId: string) => `${customerId} ${programmeId}`;

type Row = {
  id: string;
  programme_id: string;
  version: number;
  entity: Entity;
  customer_id: string;
  pass: number;
  status: Pass["status"];
  reason: string | null;
  step_id: string | null;
  step_since: string;
  entered_at: string;
  goal_since: string;
  ended_at: string | null;
  previous_ended_at: string | null;
  wake_at: string | null;
  goal_met_at: string | null;
  goal_met_late_at: string | null;
  recent: number;
};

/** Reads the latest passes and watches of customers, in a fixed number of queries. */
export async function loadPasses(ctx: Context, customerIds: readonly string[]): Promise<LatestPasses> {
  const ids = JSON.stringify(customerIds);
  const hourAgo = new Date(ctx.now.getTime() - 3_600_000).toISOString();
  const { rows } = await ctx.db.execute<Row>(sql`
    select * from (
      select e.*, lag(e.ended_at) over (partition by e.customer_id, e.programme_id order by e.pass) as previous_ended_at, count(*) filter (where e.entered_at > ${hourAgo}::timestamptz) over (partition by e.customer_id)::int as recent,
        row_number() over (partition by e.customer_id, e.programme_id order by e.pass desc) as latest
      from enrolments e
      where e.workspace_id = ${ctx.workspaceId} and e.customer_id in (select jsonb_array_elements_text(${ids}::jsonb))
    ) ranked where latest = 1`);
  const passes = new Map<string, Pass>();
  const entriesLastHour = new Map<string, number>();
  for (const row of rows) {
    passes.set(pairKey(row.customer_id, row.programme_id), toPass(row));
    entriesLastHour.set(row.customer_id, row.recent);
  }
  await addPreviousMessages(ctx, passes);
  return { passes, watches: await loadWatches(ctx, ids), entriesLastHour };
}

async function loadWatches(ctx: Context, ids: string): Promise<Map<string, Watch>> {
  const { rows } = await ctx.db.execute<{
    programme_id: string;
    customer_id: string;
    matched: boolean;
    due_at: string | null;
  }>(sql`
    select programme_id, customer_id, matched, due_at from watches
    where workspace_id = ${ctx.workspaceId} and customer_id in (select jsonb_array_elements_text(${ids}::jsonb))`);
  return new Map(
    rows.map((row) => [
      pairKey(row.customer_id, row.programme_id),
      { matched: row.matched, dueAt: maybeDate(row.due_at) },
    ]),
  );
}

type SentRow = {
  enrolment_id: string;
  action_id: string;
  status: DeliveryStatus;
  reason: string | null;
  sent_at: string | null;
};

/** What became of the message before, of each open pass: a reminder depends on it. */
async function addPreviousMessages(ctx: Context, passes: ReadonlyMap<string, Pass>): Promise<void> {
  const open = [...passes.values()].filter((pass) => pass.status === "open");
  if (open.length === 0) return;
  const { rows } = await ctx.db.execute<SentRow>(sql`
    select enrolment_id, action_id, status, reason, sent_at from deliveries
    where workspace_id = ${ctx.workspaceId}
      and enrolment_id in (select jsonb_array_elements_text(${JSON.stringify(open.map(({ id }) => id))}::jsonb))
      and ${isCustomerMessage(sql`kind`)} and moment in ('entry', 'step')
    order by enrolment_id, decided_at, id`);
  const byPass = new Map<string, MessageRow[]>();
  for (const { enrolment_id, action_id, status, reason, sent_at } of rows) {
    const code = reason === null ? null : readCode(reason, isReason);
    const row = { actionId: action_id, status, reason: code, sentAt: maybeDate(sent_at) };
    const known = byPass.get(enrolment_id);
    if (known) known.push(row);
    else byPass.set(enrolment_id, [row]);
  }
  for (const pass of open) pass.previousMessage = messageBefore(byPass.get(pass.id) ?? []);
}

function toPass(row: Row): Pass {
  return {
    id: row.id,
    programmeId: row.programme_id,
    version: row.version,
    entity: row.entity,
    customerId: row.customer_id,
    pass: row.pass,
    status: row.status,
    reason: row.reason === null ? null : readCode(row.reason, isEndReason),
    stepId: row.step_id,
    stepSince: new Date(row.step_since),
    enteredAt: new Date(row.entered_at),
    goalSince: new Date(row.goal_since),
    late: lateNewsOf({
      id: row.id,
      enteredAt: new Date(row.entered_at),
      previousEndedAt: maybeDate(row.previous_ended_at),
    }),
    endedAt: maybeDate(row.ended_at),
    wakeAt: maybeDate(row.wake_at),
    goalMetAt: maybeDate(row.goal_met_at),
    goalMetLateAt: maybeDate(row.goal_met_late_at),
    previousMessage: null,
    isNew: false,
  };
}

const maybeDate = (value: string | null) => (value === null ? null : new Date(value));
