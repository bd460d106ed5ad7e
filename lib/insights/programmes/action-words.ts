import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { programmes, programmeVersions } from "@/db/schema";
import { summary } from "@/lib/actions/summary";
import type { Context } from "@/lib/context";
import type { ProgrammeRef } from "@/lib/programme-kinds";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { actionsOf } from "@/lib/programmes/flow";

/** What an action of a programme does, in words, by the latest version that has it; null when none has. */
export async function actionWords(
  ctx: Context,
  { kind, slug }: ProgrammeRef,
  actionId: string,
): Promise<string | null> {
  const versions = await ctx.db
    .select({ definition: programmeVersions.definition })
    .from(programmeVersions)
    .innerJoin(programmes, eq(programmes.id, programmeVersions.programmeId))
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        eq(programmes.workspaceId, ctx.workspaceId),
        eq(programmes.kind, kind),
        eq(programmes.slug, slug),
      ),
    )
    .orderBy(desc(programmeVersions.version))
    .limit(20);
  for (const { definition: stored } of versions) {
    const definition = definitionSchema.safeParse(stored).data;
    const found = definition && actionsOf(definition).find(({ action }) => action.id === actionId);
    if (found) return summary(found.action, definition.target);
  }
  return null;
}
