import "server-only";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { writeOf } from "@/lib/actions/kinds";
import { activityAttributes, canonicalKey } from "@/lib/attribute-names";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import {
  type ChangeRow,
  findIgnored,
  findInCatalogue,
  listChanges,
} from "@/lib/insights/catalogue/get-attribute";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import type { WhyAttribute, Writer } from "@/lib/insights/why/cases";
import { getCustomer } from "@/lib/insights/why/load/find-customer";
import { why } from "@/lib/insights/why/why";
import { attributeSentences } from "@/lib/insights/why/words/attribute-sentences";
import { typeFor } from "@/lib/profiles/attributes/attribute-types";
import { storedValue } from "@/lib/profiles/attributes/built-ins";
import { fits } from "@/lib/profiles/attributes/lens";
import { sameValue } from "@/lib/profiles/attributes/set-attribute";
import { misfitSentence } from "@/lib/profiles/attributes/type-words";
import type { Customer, Entity } from "@/lib/profiles/schema";
import { actionsOf } from "@/lib/programmes/flow";
import { loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";

const WRITERS_ASKED = 5;

/** Why an attribute of a customer has the value it has: who said it last, what was not taken over, and what the programmes that write it made of this customer. */
export async function whyAttribute(
  ctx: Context,
  whose: { entity: Entity; id: string },
  name: string,
  zone: string,
): Promise<WhyAttribute> {
  return ctx.db.transaction((db) => answer(within(ctx, db), whose, canonicalKey(name), zone), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

async function answer(
  ctx: Context,
  { entity, id }: { entity: Entity; id: string },
  key: string,
  zone: string,
): Promise<WhyAttribute> {
  const held = await getCustomer(ctx, entity, id);
  const row = { entity, customerId: held.id };
  const customer = customerOf(await customersById(ctx, [row]), row);
  const catalogue = await findInCatalogue(ctx, entity, key);
  const activity = await activityOf(ctx, entity, key);
  const changes = await listChanges(ctx, held.id, key, null, 1);
  const ignored = await findIgnored(ctx, held.id, key);
  const writers = await writersOf(ctx, { entity, id: held.id }, key, zone);
  const value = storedValue(held.attributes, key);
  const isUnknown = value === null && !catalogue && !activity && changes.rows.length === 0;
  if (isUnknown && writers.length === 0) throw new AppError("not_found", `There is no attribute “${key}”.`);
  const lastChange = changes.rows[0] ?? null;
  const type = typeFor(catalogue ? new Map([[key, catalogue.type]]) : undefined, key);
  const facts = {
    customer,
    key,
    value,
    heldSince: sinceWhen(held, key, lastChange),
    catalogue,
    misfit: type === null || fits(value, type) ? null : misfitSentence(type),
    activity,
    lastChange,
    ignored,
    writers,
  };
  return { ...facts, sentences: attributeSentences(facts, zone) };
}

/** What is said again is held since it was said first; without a record of that, since it was said last. */
function sinceWhen({ attributes, times }: Customer, key: string, lastChange: ChangeRow | null): Date | null {
  if (lastChange && sameValue(lastChange.new ?? null, storedValue(attributes, key))) return lastChange.at;
  const time = Object.hasOwn(times, key) ? times[key] : undefined;
  return time === undefined ? null : new Date(time);
}

async function activityOf(ctx: Context, target: Entity, key: string): Promise<WhyAttribute["activity"]> {
  if (!/^(currently_member_of|last_entry_to|last_exit_from|last_completion_of)_/.test(key)) return null;
  const rows = await ctx.db
    .select({ kind: programmes.kind, slug: programmes.slug, name: programmes.name })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.target, target)));
  return rows.find((row) => Object.values(activityAttributes(row)).includes(key)) ?? null;
}

async function writersOf(
  ctx: Context,
  whose: { entity: Entity; id: string },
  key: string,
  zone: string,
): Promise<Writer[]> {
  const writing = (await loadLiveProgrammes(ctx)).flatMap((programme) => {
    const live = programme.definitions.get(programme.liveVersion);
    if (!live || programme.target !== whose.entity) return [];
    const ids = actionsOf(live).flatMap(({ action }) => {
      const write = writeOf(action);
      return write && canonicalKey(write.attribute) === key ? [action.id] : [];
    });
    return ids.length > 0 ? [{ programme, ids }] : [];
  });
  const writers: Writer[] = [];
  for (const { programme, ids } of writing.slice(0, WRITERS_ASKED)) {
    const { kind, slug, name } = programme;
    const { actions } = await why(ctx, kind, slug, { entity: whose.entity, name: whose.id }, zone);
    writers.push(
      ...actions
        .filter(({ actionId }) => ids.includes(actionId))
        .map((one) => ({ programme: { kind, slug, name }, answer: one })),
    );
  }
  return writers;
}
