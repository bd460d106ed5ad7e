import { readFileSync } from "node:fs";
import { deliveries, enrolments, people, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { DAY_MS } from "@/lib/time";

export type Json = Record<string, unknown>;

/** A job as its author wrote it. */
export function readJob(path: string): Json {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
}
export const nudge = () => readJob("../lib/demo/jobs/onboarding-nudge.json");

/** The same caller, days later. */
export function later(ctx: Context, days: number): Context {
  return { ...ctx, now: new Date(ctx.now.getTime() + days * DAY_MS) };
}

/** The Onboarding Nudge as a live job, named "Nudge", without the walk that going live would begin. */
export async function addNudge(ctx: Context, liveVersion: number): Promise<string> {
  const id = newId("prg");
  await ctx.db.insert(programmes).values({
    id,
    workspaceId: ctx.workspaceId,
    kind: "job",
    slug: "nudge",
    name: "Nudge",
    target: "person",
    status: "live",
    draft: nudge(),
    liveVersion,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  return id;
}

/** People who have signed up. */
export async function signUp(
  ctx: Context,
  count: number,
  attributes: Json = { created_at: "2026-03-01T00:00:00.000Z" },
) {
  const ids = Array.from({ length: count }, () => newId("per"));
  const seen = { firstSeenAt: ctx.now, lastSeenAt: ctx.now };
  await ctx.db
    .insert(people)
    .values(ids.map((id) => ({ id, workspaceId: ctx.workspaceId, attributes, ...seen })));
  return ids;
}

type Enrolment = typeof enrolments.$inferInsert;

/** Somebody who is in a programme. */
export async function putIn(
  ctx: Context,
  programmeId: string,
  customerId: string,
  more: Partial<Enrolment> = {},
) {
  const id = newId("enr");
  await ctx.db.insert(enrolments).values({
    id,
    workspaceId: ctx.workspaceId,
    programmeId,
    version: 1,
    entity: "person",
    customerId,
    pass: 1,
    status: "open",
    stepId: "reminder-1",
    stepSince: ctx.now,
    enteredAt: ctx.now,
    goalSince: ctx.now,
    wakeAt: new Date(ctx.now.getTime() + 5 * DAY_MS),
    ...more,
  });
  return id;
}

/** A message of a pass in the ledger. */
export async function decide(
  ctx: Context,
  programmeId: string,
  enrolmentId: string,
  status: "waiting" | "sending" | "sent",
  actionId: string,
) {
  const id = newId("dlv");
  await ctx.db.insert(deliveries).values({
    id,
    workspaceId: ctx.workspaceId,
    enrolmentId,
    programmeId,
    version: 1,
    actionId,
    moment: "entry",
    kind: "message",
    channel: "email",
    entity: "person",
    customerId: "per_x",
    recipient: "ada@acme.example",
    status,
    decidedAt: ctx.now,
    dueAt: ctx.now,
    action: {},
  });
  return id;
}
