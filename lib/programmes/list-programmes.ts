import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { enrolments, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { ProgrammeKind } from "@/lib/programmes/schema";

/** The programmes of a kind with how many customers entered each and where these stand now. */
export function listProgrammes(ctx: Context, kind: ProgrammeKind) {
  const having = (status: string) =>
    sql<number>`count(${enrolments.id}) filter (where ${enrolments.status} = ${status})`.mapWith(Number);
  return ctx.db
    .select({
      id: programmes.id,
      slug: programmes.slug,
      name: programmes.name,
      target: programmes.target,
      status: programmes.status,
      liveVersion: programmes.liveVersion,
      entriesLeft: programmes.entriesLeft,
      updatedAt: programmes.updatedAt,
      entered: sql<number>`count(${enrolments.id})`.mapWith(Number),
      open: having("open"),
      completed: having("completed"),
      exited: having("exited"),
    })
    .from(programmes)
    .leftJoin(enrolments, eq(enrolments.programmeId, programmes.id))
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, kind)))
    .groupBy(programmes.id)
    .orderBy(asc(programmes.name), asc(programmes.id));
}
