import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { channels } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { type PlaceVerdict, placeVerdict } from "@/lib/deliveries/ledger/place-verdict";
import type { DeliveryStatus } from "@/lib/deliveries/schema";

/** Why a delivery did not get the place it wants: another delivery has it, on its way or already sent. */
export type Occupied = Exclude<PlaceVerdict, { kind: "take" }> & {
  holderId: string;
  holderStatus: DeliveryStatus;
};

type Held = {
  id: string;
  place: string;
  customer_id: string;
  by_hand: boolean;
  holder: string;
  status: DeliveryStatus;
  sent_at: string | null;
  holder_customer: string;
  is_open: boolean;
};

/** Whether a message needs the place at its address: one for a person that has not been tried yet. An organisation's passes never share one. */
export function needsPlace({ channel, entity, recipient, firstAttemptAt }: DeliveryRow): boolean {
  const isToPerson = channels[channel].reaches === "customer" && entity === "person";
  return isToPerson && recipient !== "" && firstAttemptAt === null;
}

/**
 * Takes the place of its action at its address for each of these deliveries, in the transaction that decides whether it leaves; the one
 * due first comes first. Returns those that did not get it. What is sent by hand goes regardless of who has the place.
 */
export async function takePlaces(
  ctx: Context,
  rows: readonly DeliveryRow[],
): Promise<ReadonlyMap<string, Occupied>> {
  const occupied = new Map<string, Occupied>();
  if (rows.length === 0) return occupied;
  const inTurn = [...rows].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(
    inTurn.map(({ id, programmeId, actionId, recipient }, turn) => ({
      id,
      programmeId,
      actionId,
      recipient,
      turn,
    })),
  )}::jsonb) as r(id text, "programmeId" text, "actionId" text, recipient text, turn int)`;
  const { rows: taken } = await ctx.db.execute<{ id: string }>(sql`
    insert into address_places (workspace_id, programme_id, action_id, address, delivery_id)
    select ${ctx.workspaceId}, r."programmeId", r."actionId", r.recipient, r.id from ${wanted}
    order by r."programmeId", r."actionId", r.recipient, r.turn
    on conflict do nothing returning delivery_id as id`);
  if (taken.length === rows.length) return occupied;

  const moved = new Map<string, Held>();
  for (const held of await loadHeld(ctx, wanted)) {
    const before = moved.get(held.place);
    const holder = before
      ? {
          id: before.id,
          status: "sending" as const,
          sentAt: null,
          isOpen: true,
          customer: before.customer_id,
        }
      : {
          id: held.holder,
          status: held.status,
          sentAt: dateOf(held.sent_at),
          isOpen: held.is_open,
          customer: held.holder_customer,
        };
    if (held.by_hand) continue;
    const verdict = placeVerdict({ ...holder, isSamePerson: holder.customer === held.customer_id }, ctx.now);
    if (verdict.kind === "take") moved.set(held.place, held);
    else occupied.set(held.id, { ...verdict, holderId: holder.id, holderStatus: holder.status });
  }
  await moveTo(
    ctx,
    [...moved.values()].map(({ id }) => id),
    wanted,
  );
  return occupied;
}

/** Who holds the places that these deliveries did not get, in turn; the places are locked first, so that nobody moves them meanwhile. */
async function loadHeld(ctx: Context, wanted: SQL): Promise<Held[]> {
  const places = sql`address_places p join ${wanted}
    on p.programme_id = r."programmeId" and p.action_id = r."actionId" and p.address = r.recipient`;
  await ctx.db.execute(sql`
    select from ${places} where p.workspace_id = ${ctx.workspaceId} and p.delivery_id <> r.id
    order by p.programme_id, p.action_id, p.address for update of p`);
  const { rows } = await ctx.db.execute<Held>(sql`
    select r.id, concat_ws(' ', p.programme_id, p.action_id, p.address) as place, d.customer_id, h.id as holder, h.status, h.sent_at,
      h.customer_id as holder_customer, ${isPassOpen(ctx)} as is_open,
      exists (select from delivery_history a where a.workspace_id = ${ctx.workspaceId} and a.delivery_id = r.id and a.what = 'sent_again') as by_hand
    from ${places}
      join deliveries d on d.workspace_id = ${ctx.workspaceId} and d.id = r.id
      cross join lateral (${whoHolds(ctx)}) h
    where p.workspace_id = ${ctx.workspaceId} and p.delivery_id <> r.id
    order by r.turn`);
  return rows;
}

/** Who holds a place p: if its last delivery came to nothing, what the same person got in an earlier pass still counts. */
function whoHolds({ workspaceId }: Context): SQL {
  return sql`
    select y.* from deliveries x join deliveries y on y.workspace_id = ${workspaceId} and y.customer_id = x.customer_id
    where x.workspace_id = ${workspaceId} and x.id = p.delivery_id and (y.id = x.id
      or (x.status in ('skipped', 'failed') and y.status in ('sent', 'unconfirmed')
        and y.programme_id = p.programme_id and y.action_id = p.action_id and y.recipient = p.address))
    order by y.id = x.id, y.sent_at desc limit 1`;
}

/** Whether the pass of holder h is open; one that was joined with another goes on in that one. */
function isPassOpen({ workspaceId }: Context): SQL {
  return sql`exists (
    select from enrolments e join enrolments o on o.workspace_id = ${workspaceId} and o.customer_id = e.customer_id
      and o.programme_id = e.programme_id and o.status = 'open'
    where e.workspace_id = ${workspaceId} and e.id = h.enrolment_id and (o.id = e.id or e.reason = 'merged'))`;
}

async function moveTo(ctx: Context, ids: readonly string[], wanted: SQL): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db.execute(sql`
    update address_places p set delivery_id = r.id from ${wanted}
    where p.workspace_id = ${ctx.workspaceId} and p.programme_id = r."programmeId" and p.action_id = r."actionId"
      and p.address = r.recipient and r.id = any(${sql.param([...ids])}::text[])`);
}

function dateOf(moment: string | null): Date | null {
  return moment === null ? null : new Date(moment);
}
