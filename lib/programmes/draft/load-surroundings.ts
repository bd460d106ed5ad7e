import "server-only";
import { eq } from "drizzle-orm";
import { attributes, programmes, workspaces } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { CatalogueEntry, Neighbour, Surroundings } from "@/lib/programmes/checks/surroundings";
import { loadEventNames } from "@/lib/programmes/draft/load-event-names";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { placedIds } from "@/lib/programmes/flow";
import { definitionsAt, definitionsOf } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";
import { workspaceSettingsSchema } from "@/lib/workspaces/schema";

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

type Loaded = Neighbour & { id: string; published: { version: number; definition: Definition } | null };

async function loadProgrammes(ctx: Context): Promise<Loaded[]> {
  const rows = await ctx.db.select().from(programmes).where(eq(programmes.workspaceId, ctx.workspaceId));
  const live = await definitionsAt(
    ctx,
    rows.flatMap(({ id, liveVersion }) =>
      liveVersion === null ? [] : [{ programmeId: id, version: liveVersion }],
    ),
  );
  return rows.map(({ id, kind, slug, name, target, status, draft, liveVersion }) => {
    const published = live.get(id)?.get(liveVersion ?? 0) ?? null;
    return {
      id,
      kind,
      slug,
      name,
      target,
      status,
      published: published && { version: liveVersion ?? 0, definition: published },
      definition: published ?? parseDefinition(draft, kind).readable,
    };
  });
}

async function loadPast(
  ctx: Context,
  programmeId: string,
  target: Neighbour["target"],
  latest: { version: number; definition: Definition },
): Promise<Surroundings["published"]> {
  const versions = Array.from({ length: latest.version }, (_, before) => before + 1);
  const definitions = await definitionsOf(ctx, programmeId, versions);
  const steps = Object.fromEntries(placedIds(latest.definition).map(({ id, kind }) => [id, kind]));
  const ever = [...definitions.values()].flatMap((definition) => placedIds(definition).map(({ id }) => id));
  return { target, steps, removedStepIds: [...new Set(ever)].filter((id) => !Object.hasOwn(steps, id)) };
}

function loadCatalogue(ctx: Context): Promise<CatalogueEntry[]> {
  const { entity, key, aliases, type, kind, owner } = attributes;
  return ctx.db
    .select({ entity, key, aliases, type, kind, owner })
    .from(attributes)
    .where(eq(attributes.workspaceId, ctx.workspaceId));
}

async function hasDefaultSender(ctx: Context): Promise<boolean> {
  const [row] = await ctx.db
    .select({ settings: workspaces.settings })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  return workspaceSettingsSchema.parse(row?.settings ?? {}).defaultSender !== undefined;
}
