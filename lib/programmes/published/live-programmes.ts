import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { monotonicMs } from "@/lib/monotonic";
import { type Entity, entities } from "@/lib/profiles/schema";
import { type ProgrammeKind, programmeKinds } from "@/lib/programme-kinds";
import { definitionsAt, pairs, type Version } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";

/** A programme that looks at customers now, with everything the rules ask of it. */
export interface LiveProgramme {
  id: string;
  kind: ProgrammeKind;
  slug: string;
  name: string;
  target: Entity;
  status: "live" | "paused";
  /** The version that new entries get. */
  liveVersion: number;
  /** The live version, and every older one that somebody is still in. */
  definitions: ReadonlyMap<number, Definition>;
  pauses: readonly { from: Date; to: Date | null }[];
  /** A walk over all customers that is not through yet; one that only takes note of who matched comes first. */
  openSeed: { id: string; mode: "everyone" | "first" | "from_now_on" | "resume"; cursor: string } | null;
  /** How many more may enter; null: everybody. */
  entriesLeft: number | null;
}

const moment = z.coerce.date();
const rowSchema = z.object({
  id: z.string(),
  kind: z.enum(programmeKinds),
  slug: z.string(),
  name: z.string(),
  target: z.enum(entities),
  status: z.enum(["live", "paused"]),
  live_version: z.int(),
  entries_left: z.int().nullable(),
  versions: z.array(z.int()),
  pauses: z.array(z.object({ from: moment, to: moment.nullable() })),
  open_seed: z
    .object({
      id: z.string(),
      mode: z.enum(["everyone", "first", "from_now_on", "resume"]),
      cursor: z.string(),
    })
    .nullable(),
});
type Row = z.infer<typeof rowSchema>;

/** An old version that nobody is in any more gets nobody again; one that somebody is in is asked about now and then. */
const inUse = new Map<string, { until: number; open: boolean }>();
const KNOWN_AT_MOST = 5_000;
const ASK_AGAIN_MS = 30_000;

/** The programmes of a workspace that are live or paused: what every batch of news is held against. Call it under the workspace's lock. */
export async function loadLiveProgrammes(ctx: Context): Promise<LiveProgramme[]> {
  const { rows: found } = await ctx.db.execute(sql`
    select p.id, p.kind, p.slug, p.name, p.target, p.status, p.live_version, p.entries_left,
      (select json_agg(v.version order by v.version) from programme_versions v
        where v.workspace_id = p.workspace_id and v.programme_id = p.id) as versions,
      (select coalesce(json_agg(json_build_object('from', s.paused_at, 'to', s.resumed_at) order by s.paused_at), '[]')
        from pauses s where s.workspace_id = p.workspace_id and s.programme_id = p.id) as pauses,
      (select json_build_object('id', s.id, 'mode', s.mode, 'cursor', s.cursor) from seeds s
        where s.workspace_id = p.workspace_id and s.finished_at is null and s.programme_id = p.id
        order by s.mode = 'from_now_on' desc, s.started_at, s.id limit 1) as open_seed
    from programmes p
    where p.workspace_id = ${ctx.workspaceId} and p.status in ('live', 'paused') and p.live_version is not null
    order by p.id`);
  const rows = z.array(rowSchema).parse(found);
  const wanted = await versionsInUse(ctx, rows);
  const definitions = await definitionsAt(ctx, wanted);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    name: row.name,
    target: row.target,
    status: row.status,
    liveVersion: row.live_version,
    definitions: definitions.get(row.id) ?? new Map(),
    pauses: row.pauses,
    openSeed: row.open_seed,
    entriesLeft: row.entries_left,
  }));
}

const keyOf = ({ programmeId, version }: Version) => `${programmeId}:${version}`;

async function versionsInUse(ctx: Context, rows: readonly Row[]): Promise<Version[]> {
  const old = rows.flatMap(({ id, live_version, versions }) =>
    versions.filter((version) => version !== live_version).map((version) => ({ programmeId: id, version })),
  );
  const doubtful = old.filter((version) => {
    const known = inUse.get(keyOf(version));
    return !known || (known.open && known.until < monotonicMs());
  });
  if (doubtful.length > 0) {
    const { rows: open } = await ctx.db.execute<{ programme_id: string; version: number }>(sql`
      select v.programme_id, v.version from programme_versions v
      where v.workspace_id = ${ctx.workspaceId} and (v.programme_id, v.version) in (${pairs(doubtful)}) and exists (
        select 1 from enrolments e where e.workspace_id = v.workspace_id and e.programme_id = v.programme_id
          and e.version = v.version and e.status = 'open')`);
    const openKeys = new Set(
      open.map((row) => keyOf({ programmeId: row.programme_id, version: row.version })),
    );
    if (inUse.size > KNOWN_AT_MOST) inUse.clear();
    for (const version of doubtful) {
      inUse.set(keyOf(version), { until: monotonicMs() + ASK_AGAIN_MS, open: openKeys.has(keyOf(version)) });
    }
  }
  const live = rows.map(({ id, live_version }) => ({ programmeId: id, version: live_version }));
  return [...live, ...old.filter((version) => inUse.get(keyOf(version))?.open)];
}
