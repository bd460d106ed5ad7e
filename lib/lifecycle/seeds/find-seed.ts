import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { SeedMode } from "@/lib/enrolments/schema";
import type { Entity } from "@/lib/profiles/schema";

/** A walk over all customers that is not through yet: behind the cursor it has been. */
export type Seed = { programme_id: string; mode: SeedMode; cursor: string; target: Entity };

/** The walk of an id, if it is not through yet. */
export function findSeed(ctx: Context, seedId: string): Promise<Seed | null> {
  return readSeed(ctx, seedId, sql``);
}

/** The same, locked: nobody else walks on meanwhile. */
export function lockSeed(ctx: Context, seedId: string): Promise<Seed | null> {
  return readSeed(ctx, seedId, sql`for update of s`);
}

async function readSeed(ctx: Context, seedId: string, lock: SQL): Promise<Seed | null> {
  const { rows } = await ctx.db.execute<Seed>(sql`
    select s.programme_id, s.mode, s.cursor, p.target from seeds s join programmes p on p.id = s.programme_id
    where s.workspace_id = ${ctx.workspaceId} and s.id = ${seedId} and s.finished_at is null ${lock}`);
  return rows[0] ?? null;
}
