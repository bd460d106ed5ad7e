import "server-only";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { summary } from "@/lib/actions/summary";
import type { Context } from "@/lib/context";
import type { ProgrammeRef } from "@/lib/programme-kinds";
import { actionsOf } from "@/lib/programmes/flow";
import { definitionsOf } from "@/lib/programmes/published/definitions";

const MOST_LOOKED_AT = 20;

/** What an action of a programme does, in words, by the latest version that has it; null when none has. */
export async function actionWords(
  ctx: Context,
  { kind, slug }: ProgrammeRef,
  actionId: string,
): Promise<string | null> {
  const [programme] = await ctx.db
    .select({ id: programmes.id, liveVersion: programmes.liveVersion })
    .from(programmes)
    .where(
      and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, kind), eq(programmes.slug, slug)),
    );
  const latest = programme?.liveVersion ?? 0;
  const versions = Array.from({ length: Math.min(latest, MOST_LOOKED_AT) }, (_, back) => latest - back);
  if (!programme || versions.length === 0) return null;
  const definitions = await definitionsOf(ctx, programme.id, versions);
  for (const version of versions) {
    const definition = definitions.get(version);
    const found = definition && actionsOf(definition).find(({ action }) => action.id === actionId);
    if (found) return summary(found.action, definition.target);
  }
  return null;
}
