import "server-only";
import { attributes } from "@/db/schema";
import { writeOf } from "@/lib/actions/kinds";
import { activityAttributes, canonicalKey } from "@/lib/attribute-names";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { wellKnownType } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";
import { valueType } from "@/lib/programmes/checks/known-attributes";
import type { AttributeType } from "@/lib/programmes/checks/surroundings";
import { actionsOf } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";

interface Made {
  key: string;
  type: AttributeType;
  kind: "activity" | "trig_set";
}

/** What a programme will set on its customers exists from the moment it goes live, so that other filters can be made of it. */
export async function addToCatalogue(
  ctx: Context,
  programme: { id: string; slug: string; target: Entity },
  definition: Definition,
): Promise<void> {
  const made = [...activity({ kind: definition.kind, slug: programme.slug }), ...written(definition)];
  const byKey = new Map(made.map((one) => [one.key, one]));
  await ctx.db
    .insert(attributes)
    .values(
      [...byKey.values()]
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map((one) => ({
          ...one,
          id: newId("att"),
          workspaceId: ctx.workspaceId,
          entity: programme.target,
          owner: "trig" as const,
          source: programme.id,
          lastSeenAt: ctx.now,
        })),
    )
    .onConflictDoNothing({ target: [attributes.workspaceId, attributes.entity, attributes.key] });
}

function activity(programme: Parameters<typeof activityAttributes>[0]): Made[] {
  const names = activityAttributes(programme);
  return Object.values(names).map((key) => ({
    key,
    type: key.startsWith("currently_member_of_") ? "boolean" : "date",
    kind: "activity",
  }));
}

/** A value copied from another attribute or taken away has no type of its own: its attribute is made when it first arrives. */
function written(definition: Definition): Made[] {
  return actionsOf(definition).flatMap(({ action }): Made[] => {
    const write = writeOf(action);
    if (!write) return [];
    const key = canonicalKey(write.attribute);
    const type = wellKnownType(key) ?? valueType(write.value);
    return type ? [{ key, type, kind: "trig_set" }] : [];
  });
}
