import "server-only";
import { canonicalKey } from "@/lib/attribute-names";
import { type Reads, readsAttribute } from "@/lib/audiences/reads";
import { type Context, within } from "@/lib/context";
import { plantSeed } from "@/lib/lifecycle/seeds/plant-seed";
import { lockWorkspaceExclusive } from "@/lib/locks";
import { announce } from "@/lib/outbox/announce";
import { setType } from "@/lib/profiles/attributes/set-type";
import type { ValueType } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";
import { type LiveProgramme, loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";
import { programmeReads } from "@/lib/programmes/published/programme-reads";
import { audit } from "@/lib/workspaces/audit/audit";

export interface TypeChanged {
  key: string;
  type: ValueType;
  /** The live programmes whose customers are looked at again, by slug. */
  looksAgain: string[];
}

/**
 * Changes through which type an attribute is read. Values stay as they came; every live programme that reads the attribute walks over
 * its customers as after a resume, so that who matches now and did not before enters. The same type again changes nothing.
 */
export async function changeAttributeType(
  ctx: Context,
  entity: Entity,
  name: string,
  type: ValueType,
): Promise<TypeChanged> {
  const key = canonicalKey(name);
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const old = await setType(inside, entity, key, type);
    if (old === type) return { key, type, looksAgain: [] };
    await audit(inside, {
      what: "attribute.type_changed",
      subject: { id: key, name: key },
      detail: { entity, old, new: type },
    });
    const looksAgain = await readersOf(inside, entity, key);
    for (const { id } of looksAgain) await plantSeed(inside, id, "resume");
    await announce(inside, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
    return { key, type, looksAgain: looksAgain.map(({ slug }) => slug) };
  });
}

/** A programme that stands still is walked over when it resumes. */
async function readersOf(ctx: Context, entity: Entity, key: string): Promise<LiveProgramme[]> {
  const programmes = await loadLiveProgrammes(ctx);
  return programmes.filter((programme) => {
    const isRead = (reads: Reads) => readsAttribute(keysOf(reads, programme.target, entity), key);
    return programme.status === "live" && programmeReads(programme).some(isRead);
  });
}

/** What a programme about one side reads of this or the other one. */
function keysOf(reads: Reads, target: Entity, entity: Entity): readonly string[] {
  if (target === entity) return reads.attributes;
  return entity === "organisation" ? reads.organisationAttributes : (reads.people?.attributes ?? []);
}
