import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

const NOBODY: ReadonlySet<string> = new Set();

/** Workspace -> the customers whom somebody else kept locked when this process last met them. */
const met = new Map<string, ReadonlySet<string>>();

/**
 * Customers who were met locked by somebody else and still are: whoever decides leaves them out, so that the others go on, and comes back to
 * them once they are free. As long as nobody was met locked it asks nothing.
 */
export async function busyCustomers(ctx: Context): Promise<ReadonlySet<string>> {
  const known = met.get(ctx.workspaceId);
  if (!known) return NOBODY;
  const still = await listLocked(ctx, known);
  if (still.size > 0) met.set(ctx.workspaceId, still);
  else met.delete(ctx.workspaceId);
  return still;
}

/** Finds out who of these is locked by somebody else at this moment, and remembers them. */
export async function noteBusy(ctx: Context, ids: readonly string[]): Promise<void> {
  const locked = await listLocked(ctx, new Set(ids));
  if (locked.size === 0) return;
  met.set(ctx.workspaceId, new Set([...(met.get(ctx.workspaceId) ?? []), ...locked]));
}

// A statement of its own, outside of any transaction: the locks it gets end with it.
async function listLocked(ctx: Context, ids: ReadonlySet<string>): Promise<Set<string>> {
  const asked = sql`workspace_id = ${ctx.workspaceId} and id = any(${sql.param([...ids])}::text[])`;
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    with free_people as materialized (select id from people where ${asked} for update skip locked),
      free_organisations as materialized (select id from organisations where ${asked} for update skip locked)
    select id from people where ${asked} and id not in (select id from free_people)
    union all select id from organisations where ${asked} and id not in (select id from free_organisations)`);
  return new Set(rows.map(({ id }) => id));
}
