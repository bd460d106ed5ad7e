import type { Db } from "@/db";

/** Who asks: a program by its key, a member, or Trig itself. */
export type Actor = { kind: "system" } | { kind: "key"; id: string } | { kind: "member"; id: string };

/** What every verb and query takes first: the connection or transaction, the tenant, the caller and the business time. */
export interface Context {
  db: Db;
  workspaceId: string;
  actor: Actor;
  /** Business time of this call, by the instance's clock. */
  now: Date;
}

/** The same context inside a transaction. */
export function within(ctx: Context, db: Db): Context {
  return { ...ctx, db };
}
