import "server-only";
import { sql } from "drizzle-orm";
import { TRANSACTION_LIMITS } from "@/db/limits";
import type { Context } from "@/lib/context";

/**
 * How long a decision waits for a customer's row lock, so that one held row does not block the rest. The workspace's own locks are waited
 * for as long as a transaction may stand still, and longer (db/limits.ts).
 */
const ROW_WITHIN_MS = 5_000;
const { lock_timeout: LOCK_WITHIN_MS } = TRANSACTION_LIMITS;
const waitFor = (ms: number) => sql`set_config('lock_timeout', ${String(ms)}, true)`;

/** Everyone who decides for customers holds this together; a publish or resume waits until they are through. */
export async function lockWorkspaceShared(ctx: Context): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock_shared(hashtextextended(${`live:${ctx.workspaceId}`}, 0)), ${waitFor(ROW_WITHIN_MS)}`,
  );
}

/** Whoever changes which programmes are live holds this alone, until its transaction ends. */
export async function lockWorkspaceExclusive(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`live:${ctx.workspaceId}`}, 0))`);
}

/** Whoever changes who works in a workspace does so alone, until its transaction ends. */
export async function lockMembers(ctx: Pick<Context, "db" | "workspaceId">): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`members:${ctx.workspaceId}`}, 0))`,
  );
}

/** Making and joining people happens one batch at a time in a workspace; batches about known people do not take it. */
export async function lockIdentities(ctx: Context): Promise<void> {
  await ctx.db.execute(
    sql`select ${waitFor(LOCK_WITHIN_MS)}, pg_advisory_xact_lock(hashtextextended(${`identities:${ctx.workspaceId}`}, 0)),
      ${waitFor(ROW_WITHIN_MS)}`,
  );
}

/** Whoever keeps what unknown visitors did holds this together: nobody learns meanwhile who they are. */
export async function lockIdentitiesShared(ctx: Context): Promise<void> {
  await ctx.db.execute(
    sql`select ${waitFor(LOCK_WITHIN_MS)}, pg_advisory_xact_lock_shared(hashtextextended(${`identities:${ctx.workspaceId}`}, 0)),
      ${waitFor(ROW_WITHIN_MS)}`,
  );
}
