import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { attributes, programmes, programmeVersions, workspaces } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { CatalogueEntry, Neighbour, Surroundings } from "@/lib/programmes/checks/surroundings";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { placedIds } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { workspaceSettingsSchema } from "@/lib/workspaces/schema";

const EVENTS_LOOKED_AT = 50_000;

/** What the draft of a programme is checked against: catalogue, events, the other programmes, its own past, the workspace. */
export async function loadSurroundings(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<Surroundings> {
  const all = await loadProgrammes(ctx);
  const own = all.find((one) => one.kind === kind && one.slug === slug);
  return {
    ownSlug: slug,
    catalogue: await loadCatalogue(ctx),
    eventsSeen: await loadEventNames(ctx),
    programmes: all.filter((one) => one !== own),
    published: own?.published ? await loadPast(ctx, own.id, own.target, own.published) : null,
    workspace: { hasDefaultSender: await hasDefaultSender(ctx) },
  };
}

type Loaded = Neighbour & { id: string; published: Definition | null };

async function loadProgrammes(ctx: Context): Promise<Loaded[]> {
  const rows = await ctx.db
    .select({ programme: programmes, live: programmeVersions.definition })
    .from(programmes)
    .leftJoin(
      programmeVersions,
      and(
        eq(programmeVersions.programmeId, programmes.id),
        eq(programmeVersions.version, programmes.liveVersion),
      ),
    )
    .where(eq(programmes.workspaceId, ctx.workspaceId));
  return rows.map(({ programme, live }) => {
    const published = live === null ? null : definitionSchema.parse(live);
    const { id, kind, slug, name, target, status, draft } = programme;
    return {
      id,
      kind,
      slug,
      name,
      target,
      status,
      published,
      definition: published ?? parseDefinition(draft, kind).readable,
    };
  });
}

async function loadPast(
  ctx: Context,
  programmeId: string,
  target: Neighbour["target"],
  latest: Definition,
): Promise<Surroundings["published"]> {
  const versions = await ctx.db
    .select({ definition: programmeVersions.definition })
    .from(programmeVersions)
    .where(
      and(eq(programmeVersions.workspaceId, ctx.workspaceId), eq(programmeVersions.programmeId, programmeId)),
    );
  const steps = Object.fromEntries(placedIds(latest).map(({ id, kind }) => [id, kind]));
  const ever = versions.flatMap(({ definition }) =>
    placedIds(definitionSchema.parse(definition)).map(({ id }) => id),
  );
  return { target, steps, removedStepIds: [...new Set(ever)].filter((id) => !Object.hasOwn(steps, id)) };
}

function loadCatalogue(ctx: Context): Promise<CatalogueEntry[]> {
  const { entity, key, aliases, type, kind, owner } = attributes;
  return ctx.db
    .select({ entity, key, aliases, type, kind, owner })
    .from(attributes)
    .where(eq(attributes.workspaceId, ctx.workspaceId));
}

/** Names among the first so many events of an index; null when there are more, since then a name may hide among the rest. */
async function loadEventNames(ctx: Context): Promise<string[] | null> {
  const { rows } = await ctx.db.execute<{ name: string; events: number }>(sql`
    select name, count(*) as events from (
      select name from occurrences where workspace_id = ${ctx.workspaceId} order by person_id limit ${EVENTS_LOOKED_AT}
    ) looked_at group by name`);
  const lookedAt = rows.reduce((sum, { events }) => sum + Number(events), 0);
  return lookedAt < EVENTS_LOOKED_AT ? rows.map(({ name }) => name) : null;
}

async function hasDefaultSender(ctx: Context): Promise<boolean> {
  const [row] = await ctx.db
    .select({ settings: workspaces.settings })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  return workspaceSettingsSchema.parse(row?.settings ?? {}).defaultSender !== undefined;
}
