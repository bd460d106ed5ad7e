import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Puts off what is due for a customer who cannot be looked at: their wake-ups until then, their moments to look again until they are looked at. */
export async function putOff(ctx: Context, customerId: string, until: Date): Promise<void> {
  const { workspaceId } = ctx;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  await ctx.db.execute(sql`
    update enrolments set wake_at = ${until.toISOString()}::timestamptz
    where workspace_id = ${workspaceId} and customer_id = ${customerId} and status = 'open' and wake_at <= ${now}`);
  await ctx.db.execute(sql`
    update watches set due_at = null where workspace_id = ${workspaceId} and customer_id = ${customerId} and due_at <= ${now}`);
}
