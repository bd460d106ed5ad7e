import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import { deliveries, pauses } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type NextStep, nextStepSentence } from "@/lib/insights/next-step-sentence";
import type { PassRow } from "@/lib/insights/report/list-passes";
import { readDefinitions } from "@/lib/programmes/read-definitions";

interface Wanted {
  programmeId: string;
  passes: readonly PassRow[];
  zone: string;
}

/** What happens next to each of a page of open passes, by the version each entered with. */
export async function nextSteps(ctx: Context, wanted: Wanted): Promise<Map<string, NextStep>> {
  const { programmeId, passes, zone } = wanted;
  if (passes.length === 0) return new Map();
  const [definitions, stops, messages] = await Promise.all([
    readDefinitions(
      ctx,
      programmeId,
      passes.map((pass) => pass.version),
    ),
    ctx.db
      .select({ from: pauses.pausedAt, to: pauses.resumedAt })
      .from(pauses)
      .where(and(eq(pauses.workspaceId, ctx.workspaceId), eq(pauses.programmeId, programmeId))),
    lastMessages(
      ctx,
      passes.map((pass) => pass.id),
    ),
  ]);
  const steps = new Map<string, NextStep>();
  for (const pass of passes) {
    const definition = definitions.get(pass.version);
    if (!definition) continue;
    const previous = messages.get(pass.id) ?? null;
    steps.set(
      pass.id,
      nextStepSentence({ ...pass, definition, previous, pauses: stops, zone, now: ctx.now }),
    );
  }
  return steps;
}

async function lastMessages(ctx: Context, enrolmentIds: string[]) {
  const rows = await ctx.db
    .select({ enrolmentId: deliveries.enrolmentId, status: deliveries.status, sentAt: deliveries.sentAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        inArray(deliveries.enrolmentId, enrolmentIds),
        inArray(deliveries.kind, ["message", "reminder"]),
      ),
    )
    .orderBy(desc(deliveries.decidedAt), desc(deliveries.id));
  const last = new Map<string, { sentAt: Date | null; unsent: boolean }>();
  for (const row of rows) {
    if (last.has(row.enrolmentId)) continue;
    last.set(row.enrolmentId, {
      sentAt: row.sentAt,
      unsent: row.status === "waiting" || row.status === "sending",
    });
  }
  return last;
}
