import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { bounds } from "@/lib/events/bounds";
import { keepRefused } from "@/lib/events/keep-refused";
import type { NewsEvent } from "@/lib/pipeline/schema";

interface Joining {
  events: readonly NewsEvent[];
  resolution: { personOf: ReadonlyMap<string, string | null> };
}

export interface RoomToJoin {
  /** Whether a person may belong to this organisation, too. */
  has(personId: string, organisationId: string, event: NewsEvent): boolean;
  /** Tells the sender of the first call that joined nobody to anything. */
  noteLeftOut(): Promise<void>;
}

/** A person belongs to so many organisations at most: what happens to one of them is looked at for each. */
export async function roomToJoin(ctx: Context, { events, resolution }: Joining): Promise<RoomToJoin> {
  const { most } = bounds.organisationsOfOne;
  const groups = events.filter(({ type }) => type === "group");
  const ids = [...new Set(groups.flatMap(({ id }) => resolution.personOf.get(id) ?? []))];
  const joined = await organisationsOf(ctx, ids);
  const leftOut: NewsEvent[] = [];
  return {
    has(personId, organisationId, event) {
      const theirs = joined.get(personId) ?? new Set<string>();
      joined.set(personId, theirs);
      const hasRoom = theirs.has(organisationId) || theirs.size < most;
      if (hasRoom) theirs.add(organisationId);
      else leftOut.push(event);
      return hasRoom;
    },
    async noteLeftOut() {
      const [first] = leftOut;
      if (!first) return;
      const { source, trust, receivedAt } = first;
      const sentence = `The person was not joined to it: one person belongs to ${most} organisations at most.`;
      const item = {
        index: 0,
        field: "groupId",
        sentence,
        excerpt: `group ${first.groupId ?? ""} (${first.id})`,
      };
      await keepRefused(ctx.db, { workspaceId: ctx.workspaceId, source, trust, receivedAt }, [item]);
    },
  };
}

async function organisationsOf(
  ctx: Context,
  personIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await ctx.db.execute<{ person_id: string; organisations: string[] }>(sql`
    select p.id as person_id, array(
      select organisation_id from memberships where workspace_id = ${ctx.workspaceId} and person_id = p.id limit ${bounds.organisationsOfOne.most}
    ) as organisations from unnest(${sql.param([...personIds])}::text[]) as p(id)`);
  return new Map(rows.map((row) => [row.person_id, new Set(row.organisations)]));
}
