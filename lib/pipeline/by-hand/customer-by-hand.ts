import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { ByHand } from "@/lib/enrolments/by-hand";
import { AppError } from "@/lib/errors";
import { actorId } from "@/lib/members/actor-names";
import { decide } from "@/lib/pipeline/decide";
import { applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { lookWithin } from "@/lib/pipeline/time/look-at-customers";
import type { ProgrammeRef } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { getProgrammeRow, type ProgrammeRow } from "@/lib/programmes/draft/get-programme";

/** Whom, and why: in the words of whoever does it. */
export interface Whom {
  customerId: string;
  /** As the activity names them. */
  name: string;
  why: string;
}

type Standing = { status: "open" | "completed" | "exited"; reason: string | null };
type LatestPass = Standing & { pass: number };

/**
 * Lets one customer into a running programme, whether or not they match and however often they have been inside. Who is inside already is
 * refused. They may leave in the same moment, where the goal is met or the audience is to be kept.
 */
export async function addByHand(ctx: Context, ref: ProgrammeRef, whom: Whom): Promise<Standing> {
  const row = await getProgrammeRow(ctx, ref.kind, ref.slug);
  if (row.status !== "live")
    throw new AppError("conflict", `This ${ref.kind} is ${row.status}: only a live one can be entered.`);
  await actByHand(ctx, row, whom, { act: "add" });
  return latest(await standingOf(ctx, row, whom), row);
}

/**
 * Takes one customer out of a programme; its exit actions run only where that is said. What was due before happens before, so that somebody
 * who has just met the goal completes instead.
 */
export async function removeByHand(
  ctx: Context,
  ref: ProgrammeRef,
  whom: Whom & { runsExitActions: boolean },
): Promise<Standing> {
  const row = await getProgrammeRow(ctx, ref.kind, ref.slug);
  if (row.status === "archived")
    throw new AppError("conflict", `This ${ref.kind} is archived: nobody is in it.`);
  await actByHand(ctx, row, whom, { act: "remove", runsExitActions: whom.runsExitActions });
  return latest(await standingOf(ctx, row, whom), row);
}

function latest(standing: LatestPass | null, { kind }: ProgrammeRow): Standing {
  if (!standing) throw new AppError("conflict", `They have never been in this ${kind}.`);
  return { status: standing.status, reason: standing.reason };
}

type Act = { act: "add" } | { act: "remove"; runsExitActions: boolean };

const acts = {
  add: { what: "programme.customer_added", needs: false, refusal: "is in it already" },
  remove: { what: "programme.customer_removed", needs: true, refusal: "is not in it" },
} as const;

async function actByHand(ctx: Context, row: ProgrammeRow, whom: Whom, act: Act): Promise<void> {
  const { customerId, name, why } = whom;
  const { what, needs, refusal } = acts[act.act];
  const byHand: ByHand = { programmeId: row.id, why, by: actorId(ctx), ...act };
  // What has arrived of them and is not applied yet comes first.
  await applyNewsOf(ctx, [customerId]);
  await decide(ctx, async (tx) => {
    const seen: { before?: LatestPass | null } = {};
    await lookWithin(tx, row.target, [customerId], async (inside) => {
      seen.before = await standingOf(inside, row, whom);
      const isInside = seen.before?.status === "open";
      if (isInside !== needs) throw new AppError("conflict", `${name} ${refusal}.`);
      return { wokenBy: "operator", isAffected: (_, { id }) => id === row.id, byHand };
    });
    const after = await standingOf(tx, row, whom);
    // Nobody to look at (a customer of the other kind, or one joined into another meanwhile), or a pause that came first.
    const { before } = seen;
    if (before === undefined || (after?.pass === before?.pass && after?.status === before?.status))
      throw new AppError(
        "conflict",
        `Nothing was done: ${name} is no customer of this ${row.kind}, or it was paused meanwhile.`,
      );
    await auditProgramme(tx, what, row, { customer: name, why });
  });
}

/** How a customer's latest pass stands; null where there was none. */
async function standingOf(
  ctx: Context,
  { id }: ProgrammeRow,
  { customerId }: Whom,
): Promise<LatestPass | null> {
  const [row] = await ctx.db
    .select({ pass: enrolments.pass, status: enrolments.status, reason: enrolments.reason })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, id),
        eq(enrolments.customerId, customerId),
      ),
    )
    .orderBy(desc(enrolments.pass))
    .limit(1);
  return row ?? null;
}
