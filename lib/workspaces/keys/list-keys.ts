import "server-only";
import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { apiKeys, members, workspaceMembers } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { KeyKind, Role } from "@/lib/workspaces/schema";

export interface KeyRow {
  id: string;
  kind: KeyKind;
  /** Of an api key: what it may do. */
  role: Role;
  name: string;
  /** Its first characters. */
  prefix: string;
  /** The member who made it, with the name they have now; null: Trig itself, as for keys from the environment. */
  madeBy: { id: string; name: string } | null;
  /** Whoever answers for it does not work here any more. */
  isOrphaned: boolean;
  /** The name of the key with which it was made; null: made on a screen. */
  madeWith: string | null;
  /** The owner who kept it when its maker was removed or lost rights. */
  keptBy: { id: string; name: string } | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const maker = alias(members, "maker");
const keeper = alias(members, "keeper");
const before = alias(apiKeys, "key_before");
const answerableFor = sql<string>`coalesce(${apiKeys.keptBy}, ${apiKeys.madeBy})`;
/** In a demo nobody signs in. */
const VISITOR = "visitor";
/** Trig itself. */
const NOBODY = "";

/** The keys of a workspace, the newest first, revoked ones included, with whose they are; never the keys themselves. */
export async function listKeys(ctx: Context): Promise<KeyRow[]> {
  const rows = await ctx.db
    .select({
      id: apiKeys.id,
      kind: apiKeys.kind,
      role: apiKeys.role,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      madeBy: apiKeys.madeBy,
      maker: maker.name,
      madeWith: before.name,
      keptBy: apiKeys.keptBy,
      keeper: keeper.name,
      answerable: workspaceMembers.memberId,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .leftJoin(maker, eq(maker.id, apiKeys.madeBy))
    .leftJoin(keeper, eq(keeper.id, apiKeys.keptBy))
    .leftJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, apiKeys.workspaceId),
        eq(workspaceMembers.memberId, answerableFor),
      ),
    )
    .leftJoin(before, and(eq(before.id, apiKeys.madeWith), eq(before.workspaceId, apiKeys.workspaceId)))
    .where(eq(apiKeys.workspaceId, ctx.workspaceId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
  return rows.map(({ maker: makerName, keeper: keeperName, answerable, ...row }) => ({
    ...row,
    madeBy: named(row.madeBy, makerName),
    keptBy: named(row.keptBy, keeperName),
    isOrphaned: answerable === null && ![NOBODY, VISITOR].includes(row.keptBy ?? row.madeBy),
  }));
}

/** A key that lets somebody in still. */
export type OpenKey = Pick<KeyRow, "id" | "kind" | "role" | "name" | "prefix">;

/** The open keys of each member of a workspace: those they made, or kept when a colleague lost rights. */
export async function listOpenKeysByMember(ctx: Context): Promise<{ [memberId: string]: OpenKey[] }> {
  const rows = await ctx.db
    .select({
      id: apiKeys.id,
      kind: apiKeys.kind,
      role: apiKeys.role,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      owner: answerableFor,
    })
    .from(apiKeys)
    .where(
      and(eq(apiKeys.workspaceId, ctx.workspaceId), isNull(apiKeys.revokedAt), ne(answerableFor, NOBODY)),
    )
    .orderBy(apiKeys.createdAt, apiKeys.id);
  const found = new Map<string, OpenKey[]>();
  for (const { owner: memberId, ...key } of rows) found.set(memberId, [...(found.get(memberId) ?? []), key]);
  return Object.fromEntries(found);
}

function named(id: string | null, name: string | null): { id: string; name: string } | null {
  if (!id) return null;
  return { id, name: name ?? (id === VISITOR ? "You, in the demo" : "Somebody who is gone") };
}
