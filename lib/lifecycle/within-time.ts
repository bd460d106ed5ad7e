import "server-only";
import { sql } from "drizzle-orm";
import { isTooSlow } from "@/db/collision";
import { type Context, within } from "@/lib/context";

/**
 * Asks the database something that may take long, for so long at most; null when it takes longer. What the transaction around it has done
 * stays, and its own limits hold again afterwards.
 */
export async function withinTime<Answer>(
  ctx: Context,
  ms: number,
  ask: (ctx: Context) => Promise<Answer>,
): Promise<Answer | null> {
  try {
    return await ctx.db.transaction(async (db) => {
      const { rows } = await db.execute<{ before: string }>(sql`
        select current_setting('statement_timeout') as before`);
      await db.execute(sql`select set_config('statement_timeout', ${String(ms)}, true)`);
      const answer = await ask(within(ctx, db));
      await db.execute(sql`select set_config('statement_timeout', ${rows[0]?.before ?? "0"}, true)`);
      return answer;
    });
  } catch (error) {
    if (isTooSlow(error)) return null;
    throw error;
  }
}
