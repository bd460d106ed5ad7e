import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { organisations, pauses, people } from "@/db/schema";
import type { KnownCustomer } from "@/lib/audiences/load-facts";
import type { Context } from "@/lib/context";
import { loadLookFacts } from "@/lib/enrolments/load/load-look-facts";
import { loadPasses } from "@/lib/enrolments/load/load-passes";
import type { Pause } from "@/lib/enrolments/schema";
import { type NextStep, nextStepSentence } from "@/lib/insights/programmes/next-step-sentence";
import type { PassRow } from "@/lib/insights/report/list-passes";
import type { Entity } from "@/lib/profiles/schema";
import { definitionsOf } from "@/lib/programmes/published/definitions";

interface Wanted {
  programmeId: string;
  passes: readonly Pick<PassRow, "id" | "version" | "customer">[];
  /** The workspace's: its days are the engine's days. */
  zone: string;
}

/** What happens next to each of a page of open passes: the engine's own answer, of the facts it would see, by the version each entered with. */
export async function nextSteps(ctx: Context, wanted: Wanted): Promise<Map<string, NextStep>> {
  const { programmeId, passes, zone } = wanted;
  const steps = new Map<string, NextStep>();
  if (passes.length === 0) return steps;
  const ids = passes.map(({ customer }) => customer.id);
  const entity = passes[0]?.customer.entity ?? "person";
  const versions = passes.map(({ version }) => version);
  const [definitions, stops, latest, customers] = await Promise.all([
    definitionsOf(ctx, programmeId, versions),
    readPauses(ctx, programmeId),
    loadPasses(ctx, ids),
    readCustomers(ctx, entity, ids),
  ]);
  const programme = { definitions, pauses: stops, liveVersion: null };
  const shown = new Set(passes.map(({ id }) => id));
  const pairs = [...latest.passes.values()].flatMap((pass) => {
    const customer = customers.get(pass.customerId);
    return shown.has(pass.id) && pass.status === "open" && customer ? [{ customer, programme, pass }] : [];
  });
  const facts = await loadLookFacts(ctx, entity, pairs, { zone });
  for (const { customer, pass } of pairs) {
    const definition = definitions.get(pass.version);
    const known = facts.get(customer.id);
    if (!definition || !known) continue;
    const asked = { definition, enrolment: pass, facts: known, pauses: stops, zone, now: ctx.now };
    steps.set(pass.id, nextStepSentence(asked));
  }
  return steps;
}

async function readPauses(ctx: Context, programmeId: string): Promise<Pause[]> {
  return ctx.db
    .select({ from: pauses.pausedAt, to: pauses.resumedAt })
    .from(pauses)
    .where(and(eq(pauses.workspaceId, ctx.workspaceId), eq(pauses.programmeId, programmeId)));
}

async function readCustomers(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
): Promise<Map<string, KnownCustomer>> {
  const found = entity === "person" ? await readPeople(ctx, ids) : await readOrganisations(ctx, ids);
  return new Map(found.map((one) => [one.id, one]));
}

async function readPeople(ctx: Context, ids: readonly string[]): Promise<KnownCustomer[]> {
  const { id, attributes, primaryOrganisationId } = people;
  return ctx.db
    .select({ id, attributes, primaryOrganisationId })
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), inArray(id, [...ids])));
}

async function readOrganisations(ctx: Context, ids: readonly string[]): Promise<KnownCustomer[]> {
  const { id, attributes } = organisations;
  return ctx.db
    .select({ id, attributes })
    .from(organisations)
    .where(and(eq(organisations.workspaceId, ctx.workspaceId), inArray(id, [...ids])));
}
