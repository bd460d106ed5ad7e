import "server-only";
import { type KnownCustomer, loadFacts } from "@/lib/audiences/load-facts";
import type { Facts, Filter } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import { addLateNews } from "@/lib/enrolments/load/add-late-news";
import type { Pass } from "@/lib/enrolments/pass";
import { deadlineOf } from "@/lib/enrolments/rules/next-move";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";
import { filtersOf } from "@/lib/programmes/filters-of";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** A customer and the programme to load facts for. */
interface Asked {
  customer: KnownCustomer;
  programme: Pick<LiveProgramme, "definitions" | "pauses"> & {
    /** What new entries are judged by; null where only open passes are asked about. */
    liveVersion: number | null;
  };
  /** The latest pass, if there was one. */
  pass: Pass | null;
}

/** Every filter of a definition that a look may ask of the customer; whom a message goes to is asked of people. */
export function lookFiltersOf(definition: Definition): Filter[] {
  return filtersOf(definition).flatMap(({ role, filter }) => (role === "recipients" ? [] : [filter]));
}

/** Loads what the rules will ask of these customers, and no more. */
export async function loadLookFacts(
  ctx: Context,
  entity: Entity,
  pairs: readonly Asked[],
  { zone, newsAtMost = 0, types }: { zone: string; newsAtMost?: number; types?: AttributeTypes },
): Promise<Map<string, Facts>> {
  const customers = new Map<string, KnownCustomer>();
  const definitions = new Set<Definition>();
  for (const { customer, programme, pass } of pairs) {
    customers.set(customer.id, customer);
    const definition = programme.definitions.get(pass?.version ?? programme.liveVersion ?? 0);
    if (definition) definitions.add(definition);
    // Whoever ends this pass may be judged for the next one by the live version.
    const live = programme.definitions.get(programme.liveVersion ?? 0);
    if (live) definitions.add(live);
  }
  const asked = [...definitions].flatMap(lookFiltersOf);
  const wanted = asked.map((filter) => ({ filter, eventsBeyond: newsAtMost }));
  const facts = await loadFacts(ctx, entity, [...customers.values()], wanted, types);
  await reloadOverdue(ctx, entity, pairs, facts, zone);
  await addLateNews(ctx, entity, pairs, facts);
  return facts;
}

/** A goal counts up to the deadline. Where later events may have crowded out earlier ones, the goal's events are read again up to it. */
async function reloadOverdue(
  ctx: Context,
  entity: Entity,
  pairs: readonly Asked[],
  facts: Map<string, Facts>,
  zone: string,
): Promise<void> {
  for (const { customer, programme, pass } of pairs) {
    if (pass?.status !== "open") continue;
    const definition = programme.definitions.get(pass.version);
    const known = facts.get(customer.id);
    if (!definition || !known) continue;
    const deadline = deadlineOf({ definition, enrolment: pass, pauses: programme.pauses, zone });
    if (!deadline || deadline.getTime() > ctx.now.getTime()) continue;
    if (!known.events.some((event) => event.at.getTime() > deadline.getTime())) continue;
    const goal = { filter: definition.goal.filter, to: deadline };
    const upTo = await loadFacts(ctx, entity, [customer], [goal], known.types);
    const seen = new Set(known.events.map(({ id }) => id));
    const more = upTo.get(customer.id)?.events.filter(({ id }) => !seen.has(id)) ?? [];
    facts.set(customer.id, { ...known, events: [...known.events, ...more] });
  }
}
