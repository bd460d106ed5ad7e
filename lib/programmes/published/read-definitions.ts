import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Definition } from "@/lib/programmes/schema";

/** What was published of a programme, by version: all of it, or only these versions. */
export async function readDefinitions(
  ctx: Context,
  programmeId: string,
  versions?: readonly number[],
): Promise<Map<number, Definition>> {
  const rows = await ctx.db
    .select({ version: programmeVersions.version, definition: programmeVersions.definition })
    .from(programmeVersions)
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        eq(programmeVersions.programmeId, programmeId),
        versions && inArray(programmeVersions.version, [...new Set(versions)]),
      ),
    );
  return new Map(rows.map((row) => [row.version, definitionSchema.parse(row.definition)]));
}
