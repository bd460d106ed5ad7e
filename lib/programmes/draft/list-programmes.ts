import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { enrolments, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { ProgrammeKind } from "@/lib/programme-kinds";

/** The programmes of a kind with how many customers entered each and where these stand now. */
export function listProgrammes(ctx: Context, kind: ProgrammeKind) {
  const having = (status: string) =>
    sql<number>`count(*) filter (where ${enrolments.status} = ${status})`.mapWith(Number);
  const figures = ctx.db
    .select({
      entered: sql<number>`count(*)`.mapWith(Number).as("entered"),
      open: having("open").as("open"),
      completed: having("completed").as("completed"),
      exited: having("exited").as("exited"),
    })
    .from(enrolments)
    .where(and(eq(enrolments.workspaceId, ctx.workspaceId), eq(enrolments.programmeId, programmes.id)))
    .as("figures");
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
      entered: figures.entered,
      open: figures.open,
      completed: figures.completed,
      exited: figures.exited,
    })
    .from(programmes)
    .crossJoinLateral(figures)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, kind)))
    .orderBy(asc(programmes.name), asc(programmes.id));
}
