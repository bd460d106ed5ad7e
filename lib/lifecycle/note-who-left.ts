import "server-only";
import { and, eq, exists, isNull, sql } from "drizzle-orm";
import { enrolments, organisations, people } from "@/db/schema";
import { toSql } from "@/lib/audiences/to-sql";
import type { Context } from "@/lib/context";
import { noteMatching } from "@/lib/enrolments/write/note-matching";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Definition } from "@/lib/programmes/schema";
import { getWorkspace } from "@/lib/workspaces/get-workspace";

/**
 * Coming back "after leaving" needs the audience to stop matching first. Where that is allowed only now, whoever has been inside and
 * still matches is taken note of, so that the change of the rule alone lets none of them in. Call it alone in the workspace.
 */
export async function noteWhoLeft(
  ctx: Context,
  programmeId: string,
  { target: entity, audience }: Definition,
): Promise<void> {
  const { workspaceId, now } = ctx;
  const { timezone: zone } = await getWorkspace(ctx);
  const types = await loadTypes(ctx);
  const table = entity === "person" ? people : organisations;
  const passes = ctx.db
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, workspaceId),
        eq(enrolments.programmeId, programmeId),
        sql`${enrolments.customerId} = ${table}.id`,
      ),
    );
  const whoLeft = and(
    eq(table.workspaceId, workspaceId),
    isNull(table.mergedInto),
    exists(passes),
    toSql(audience, { entity, workspaceId, now, zone, types }),
  );
  await noteMatching(ctx, { programmeId, entity }, sql`select ${table}.id from ${table} where ${whoLeft}`);
}
