import "server-only";
import { isOwnName, toAttributeKey } from "@/lib/attribute-names";
import type { Context } from "@/lib/context";
import { toEmailAddress } from "@/lib/email-address";
import { bounds } from "@/lib/events/bounds";
import { repeatsUserId } from "@/lib/events/check-traits";
import { keepRefused } from "@/lib/events/keep-refused";
import type { NewsEvent, Trait } from "@/lib/pipeline/schema";
import { noteAttributes } from "@/lib/profiles/attributes/note-attributes";
import { canonicalValue } from "@/lib/profiles/attributes/values";
import { loadOldKeys, type OldKey } from "@/lib/profiles/identity/old-keys";
import type { Entity } from "@/lib/profiles/schema";

interface Said {
  event: NewsEvent;
  entity: Entity;
  trait: Trait;
}

const NOTED_AT_MOST = 5;

/**
 * What the identify and group calls of a batch say, each value under the key it is stored as: event id -> traits. A name that the
 * workspace has no room for is left out; that, and what customers do not take over, is noted among the refused.
 */
export async function readTraits(
  ctx: Context,
  events: readonly NewsEvent[],
): Promise<ReadonlyMap<string, readonly Trait[]>> {
  const calls = events.filter(({ type }) => type === "identify" || type === "group");
  const oldKey = await loadOldKeys(ctx, namesIn(calls));
  const said = calls.flatMap((event) => traitsOf(event, oldKey));
  const isCatalogued = await noteAttributes(
    ctx,
    said.flatMap(({ event, entity, trait }) => {
      if (trait.not) return [];
      const owner = event.trust === "crm" ? ("crm" as const) : ("source" as const);
      const { key, name, value } = trait;
      return [{ entity, key, spelling: name, value, source: event.source, owner }];
    }),
  );
  const traits = new Map<string, Trait[]>();
  const beyond: Said[] = [];
  for (const one of said) {
    const { event, entity, trait } = one;
    // Taking away what nobody has is remembered with its customer, and makes no attribute.
    if (trait.value !== null && !trait.not && !isCatalogued(entity, trait.key)) {
      beyond.push(one);
      continue;
    }
    const ofEvent = traits.get(event.id);
    if (ofEvent) ofEvent.push(trait);
    else traits.set(event.id, [trait]);
  }
  await noteLeftOut(ctx, said, beyond);
  return traits;
}

function* namesIn(calls: readonly NewsEvent[]): Iterable<string> {
  for (const { body } of calls) yield* Object.keys(body);
}

function traitsOf(event: NewsEvent, oldKey: OldKey): Said[] {
  const entity = event.type === "identify" ? "person" : "organisation";
  return Object.entries(event.body).flatMap(([name, raw]) => {
    const named = keyOf(entity, name);
    if (named === null || named.length > bounds.traitNameLength.most) return [];
    const trait = traitOf(event, { entity, key: oldKey(entity, named), name }, raw);
    return trait ? [{ event, entity, trait }] : [];
  });
}

function traitOf(
  event: NewsEvent,
  { entity, key, name }: { entity: Entity; key: string; name: string },
  raw: unknown,
): Trait | null {
  if (key === "email" && entity === "person" && typeof raw === "string" && raw.trim() === "") return null;
  const value = key === "email" ? (toEmailAddress(raw) ?? canonicalValue(raw)) : canonicalValue(raw, key);
  if (value === undefined) return null;
  if (isOwnName(name)) {
    return value === null || repeatsUserId(key, value, event.userId)
      ? null
      : { key, name, value, not: "own_name" };
  }
  const isLost = key === "email" && entity === "person" && value !== null && toEmailAddress(value) === null;
  return isLost ? { key, name, value, not: "no_address" } : { key, name, value };
}

function keyOf(entity: Entity, name: string): string | null {
  const key = toAttributeKey(name);
  return entity === "organisation" && key === "name" ? "organization_name" : key;
}

/** What was left out of calls that were accepted, for whoever sent them. */
async function noteLeftOut(ctx: Context, said: readonly Said[], beyond: readonly Said[]): Promise<void> {
  const told = new Map<
    string,
    { event: NewsEvent; items: { field: string; sentence: string; excerpt: string }[] }
  >();
  const note = ({ event, trait }: Said, why: string) => {
    const { event: first, items } = told.get(event.source) ?? { event, items: [] };
    const excerpt = `${event.type} (${event.id})`;
    if (items.length < NOTED_AT_MOST)
      items.push({
        field: `traits.${trait.name}`,
        sentence: `The call was accepted without it: ${why}`,
        excerpt,
      });
    told.set(event.source, { event: first, items });
  };
  for (const one of said) if (one.trait.not) note(one, leftOut[one.trait.not]);
  for (const one of beyond) {
    const whose = one.entity === "person" ? "people" : "organisations";
    note(
      one,
      `the workspace knows ${bounds.attributes.most.toLocaleString("en")} names of traits of ${whose}, which is the most.`,
    );
  }
  for (const [source, { event, items }] of told) {
    const door = { workspaceId: ctx.workspaceId, source, trust: event.trust, receivedAt: event.receivedAt };
    await keepRefused(
      ctx.db,
      door,
      items.map((item, index) => ({ index, ...item })),
    );
  }
}

const leftOut = {
  own_name: "it is a name of Trig's own.",
  no_address: "it is not an email address, and the one that is known stays.",
} as const;
