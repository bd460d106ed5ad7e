import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { PlannedDelivery } from "@/lib/deliveries/ledger/plan-deliveries";
import { newId } from "@/lib/ids";
import type { Entity } from "@/lib/profiles/schema";

/** The pass that a delivery was decided for. */
interface DecidedFor {
  id: string;
  programmeId: string;
  version: number;
  entity: Entity;
  customerId: string;
}

/** Enters decided actions into the ledger. A row that is already there stays as it is: the same step never reaches the same recipient twice. */
export async function writeDeliveries(
  ctx: Context,
  decided: readonly (PlannedDelivery & { id: string; pass: DecidedFor })[],
): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map(({ pass, ...row }) => ({
    ...row,
    enrolment: pass.id,
    programme: pass.programmeId,
    version: pass.version,
    entity: pass.entity,
    customer: pass.customerId,
    history: newId("his"),
    what: row.status === "waiting" ? "decided" : row.status,
  }));
  await ctx.db.execute(sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, enrolment text, programme text, version int,
        "actionId" text, moment text, kind text, channel text, entity text, customer text, "personId" text, recipient text,
        status text, reason text, "dueAt" timestamptz, action jsonb, history text, what text)
    ), written as (
      insert into deliveries (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity,
        customer_id, person_id, recipient, status, reason, decided_at, due_at, action, sent_at)
      select r.id, ${ctx.workspaceId}, r.enrolment, r.programme, r.version, r."actionId", r.moment, r.kind, r.channel, r.entity,
        r.customer, r."personId", r.recipient, r.status, r.reason, ${ctx.now.toISOString()}::timestamptz, r."dueAt", r.action,
        case when r.status = 'done' then ${ctx.now.toISOString()}::timestamptz end
      from r
      on conflict (enrolment_id, action_id, recipient) do nothing
      returning id
    )
    insert into delivery_history (id, workspace_id, delivery_id, what, detail, at)
    select r.history, ${ctx.workspaceId}, r.id, r.what, coalesce(r.reason, ''), ${ctx.now.toISOString()}::timestamptz
    from r join written on written.id = r.id`);
}
