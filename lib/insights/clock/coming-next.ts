import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { deliveries, enrolments, programmes, watches } from "@/db/schema";
import { actionEntry, isActionKind } from "@/lib/actions/kinds";
import type { Context } from "@/lib/context";
import { isWaiting } from "@/lib/insights/clock/set-off";
import { customerPart, type Part, programmePart } from "@/lib/insights/clock/set-off-words";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import type { NextStep } from "@/lib/insights/programmes/next-step-sentence";
import { nextSteps } from "@/lib/insights/programmes/next-steps";
import type { NamedProgramme } from "@/lib/programme-kinds";
import { stepEntry } from "@/lib/programmes/steps";

/** The next thing that will happen if nobody does anything. */
export interface Coming {
  at: Date;
  parts: Part[];
}

/** An alarm may ring before the truth, never after it: among so many of the next ones is the next move. */
const ALARMS = 20;

/** The next thing that time alone brings to a workspace's customers; null when nothing is on its way. */
export async function findComing(ctx: Context, zone: string): Promise<Coming | null> {
  const found = await Promise.all([nextMove(ctx, zone), nextLeaving(ctx), nextLook(ctx)]);
  const known = found.filter((one) => one !== null);
  return known.sort((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

async function nextMove(ctx: Context, zone: string): Promise<Coming | null> {
  const rows = await ctx.db
    .select({
      pass: enrolments,
      programme: { kind: programmes.kind, slug: programmes.slug, name: programmes.name },
    })
    .from(enrolments)
    .innerJoin(programmes, eq(programmes.id, enrolments.programmeId))
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        sql`${enrolments.status} = 'open'`,
        gt(enrolments.wakeAt, ctx.now),
      ),
    )
    .orderBy(asc(enrolments.wakeAt))
    .limit(ALARMS);
  const customers = await customersById(
    ctx,
    rows.map(({ pass }) => pass),
  );
  const passes = rows.map(({ pass, programme }) => ({
    ...pass,
    programme,
    customer: customerOf(customers, pass),
  }));
  const steps = new Map<string, NextStep>();
  for (const programmeId of new Set(passes.map((pass) => pass.programmeId))) {
    const mine = passes.filter((pass) => pass.programmeId === programmeId);
    for (const [id, step] of await nextSteps(ctx, { programmeId, passes: mine, zone })) steps.set(id, step);
  }
  const moves = passes.flatMap((pass): Coming[] => {
    const { at, what } = steps.get(pass.id) ?? { at: null, what: null };
    return at && what && at.getTime() > ctx.now.getTime() ? [{ at, parts: moveWords(what, pass) }] : [];
  });
  return moves.sort((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

type Pass = { customer: Parameters<typeof customerPart>[0]; programme: NamedProgramme };

function moveWords(what: NonNullable<NextStep["what"]>, { customer, programme }: Pass): Part[] {
  if (what === "complete") return [customerPart(customer), " completes ", programmePart(programme)];
  if (what === "leave") return [customerPart(customer), " leaves ", programmePart(programme)];
  const { noun, preposition } = stepEntry({ kind: what });
  const step = [`${noun} ${preposition} `, customerPart(customer)];
  return isActionKind(what) ? step : [...step, " in ", programmePart(programme)];
}

async function nextLeaving(ctx: Context): Promise<Coming | null> {
  const [row] = await ctx.db
    .select({
      id: deliveries.id,
      kind: deliveries.kind,
      at: deliveries.dueAt,
      entity: deliveries.entity,
      customerId: deliveries.customerId,
    })
    .from(deliveries)
    .where(and(isWaiting(ctx), gt(deliveries.dueAt, ctx.now)))
    .orderBy(asc(deliveries.dueAt))
    .limit(1);
  if (!row) return null;
  const customer = customerOf(await customersById(ctx, [row]), row);
  const { kind, at, id } = row;
  const { noun, preposition } = actionEntry({ kind });
  const parts: Part[] = [
    { text: noun, to: { kind: "delivery", id } },
    ` ${preposition} `,
    customerPart(customer),
  ];
  return { at, parts };
}

async function nextLook(ctx: Context): Promise<Coming | null> {
  const [row] = await ctx.db
    .select({
      at: watches.dueAt,
      entity: watches.entity,
      customerId: watches.customerId,
      kind: programmes.kind,
      slug: programmes.slug,
      name: programmes.name,
    })
    .from(watches)
    .innerJoin(programmes, eq(programmes.id, watches.programmeId))
    .where(and(eq(watches.workspaceId, ctx.workspaceId), gt(watches.dueAt, ctx.now)))
    .orderBy(asc(watches.dueAt))
    .limit(1);
  if (!row?.at) return null;
  const customer = customerOf(await customersById(ctx, [row]), row);
  return { at: row.at, parts: [customerPart(customer), " may enter ", programmePart(row)] };
}
