import "server-only";
import { eq, sql } from "drizzle-orm";
import { workspaceMembers, workspaces } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { audit } from "@/lib/workspaces/audit/audit";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { timezoneSchema, type Workspace, workspaceNameSchema } from "@/lib/workspaces/schema";
import { workspaceSlugOf } from "@/lib/workspaces/slug-of";

const MOST_OF_A_NAME = 50;

/** Makes another workspace, owned by the member who asks; a name that is taken gets a number in its address. */
export async function createOwnWorkspace(
  ctx: Context,
  wanted: { name: unknown; timezone: unknown },
): Promise<Workspace> {
  const { actor } = ctx;
  if (actor.kind !== "member") throw new AppError("forbidden", "Only a member can make a workspace.");
  const name = workspaceNameSchema.parse(wanted.name);
  const timezone = timezoneSchema.parse(wanted.timezone);
  return ctx.db.transaction(async (tx) => {
    // One at a time: two that choose the same free address would share a workspace.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('workspace-slugs', 0))`);
    const slug = await freeSlug(within(ctx, tx), workspaceSlugOf(name));
    const workspace = await createWorkspace(tx, { slug, name, timezone }, ctx.now);
    const inside = { ...within(ctx, tx), workspaceId: workspace.id };
    const since = new Date();
    await tx
      .insert(workspaceMembers)
      .values({ workspaceId: workspace.id, memberId: actor.id, role: "owner", since });
    await audit(inside, { what: "workspace.made", subject: { id: workspace.id, name } });
    return workspace;
  });
}

async function freeSlug(ctx: Context, slug: string): Promise<string> {
  for (let place = 1; place <= MOST_OF_A_NAME; place++) {
    const candidate = place === 1 ? slug : `${slug}-${place}`;
    const [taken] = await ctx.db.select().from(workspaces).where(eq(workspaces.slug, candidate));
    if (!taken) return candidate;
  }
  throw new AppError("conflict", "There are many workspaces of this name already: choose another one.");
}
