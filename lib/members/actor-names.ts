import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { apiKeys, members } from "@/db/schema";
import type { Context } from "@/lib/context";

/** The names that members and keys have now, by their ids; Trig itself and whoever looks at a demo have one too. */
export async function actorNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const [people, keys] = await Promise.all([
    ctx.db.select({ id: members.id, name: members.name }).from(members).where(inArray(members.id, wanted)),
    ctx.db
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), inArray(apiKeys.id, wanted))),
  ]);
  return new Map([
    ["visitor", "You, in the demo"],
    ["system", "Trig"],
    ...people.map(({ id, name }): [string, string] => [id, name]),
    ...keys.map(({ id, name }): [string, string] => [id, `the key “${name}”`]),
  ]);
}

/** The id under which a caller is recorded in a column. */
export function actorId({ actor }: Pick<Context, "actor">): string {
  return actor.kind === "system" ? "system" : actor.id;
}
