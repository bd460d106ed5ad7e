import { sql } from "drizzle-orm";

/**
 * The SQL side of what `resendingOf` asks of a delivery's surroundings, for a query that calls deliveries `d`: nothing of an archived
 * programme is sent any more, and an entry message or a step is for a customer who is still in it and short of the goal. A pause ends by itself.
 * Both are looked up by id, a row at a time: with "exists" PostgreSQL might first read all programmes and enrolments, of every workspace.
 */
export const stillWanted = sql`(
  coalesce((select p.status <> 'archived' from programmes p where p.workspace_id = d.workspace_id and p.id = d.programme_id), false)
  and (d.moment in ('completion', 'exit') or coalesce((
    select e.status = 'open' and e.goal_met_at is null
    from enrolments e where e.workspace_id = d.workspace_id and e.id = d.enrolment_id), false)))`;
