import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Definition } from "@/lib/programmes/schema";

/*
 * The one door to what was published. Versions never change, so each is read and parsed once in a process. Do not ask for one that your own
 * transaction has written: if that fails, another version gets its number.
 */

export interface Version {
  programmeId: string;
  version: number;
}

const parsed = new Map<string, Definition>();
const PARSED_AT_MOST = 5_000;

/** What was published as these versions, by programme and version. Those that do not exist are missing. */
export async function definitionsAt(
  ctx: Context,
  versions: readonly Version[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, Definition>>> {
  const found = new Map<string, Map<number, Definition>>();
  const add = ({ programmeId, version }: Version, definition: Definition) => {
    const ofProgramme = found.get(programmeId) ?? new Map<number, Definition>();
    found.set(programmeId, ofProgramme.set(version, definition));
  };
  const missing: Version[] = [];
  for (const version of versions) {
    const definition = parsed.get(keyOf(ctx, version));
    if (definition) add(version, definition);
    else missing.push(version);
  }
  for (const { version, definition } of await read(ctx, missing)) add(version, definition);
  return found;
}

/** What was published of one programme as these versions. */
export async function definitionsOf(
  ctx: Context,
  programmeId: string,
  versions: Iterable<number>,
): Promise<ReadonlyMap<number, Definition>> {
  const asked = [...new Set(versions)].map((version) => ({ programmeId, version }));
  return (await definitionsAt(ctx, asked)).get(programmeId) ?? new Map();
}

/** What was published as one version; null when nothing was. */
export async function findDefinition(
  ctx: Context,
  { programmeId, version }: Version,
): Promise<Definition | null> {
  return (await definitionsOf(ctx, programmeId, [version])).get(version) ?? null;
}

/** Versions as a list of pairs for "in". */
export function pairs(versions: readonly Version[]): SQL {
  return sql.join(
    versions.map(({ programmeId, version }) => sql`(${programmeId}, ${version}::int)`),
    sql`, `,
  );
}

async function read(
  ctx: Context,
  versions: readonly Version[],
): Promise<{ version: Version; definition: Definition }[]> {
  if (versions.length === 0) return [];
  const { rows } = await ctx.db.execute<{ programme_id: string; version: number; definition: unknown }>(sql`
    select programme_id, version, definition from programme_versions
    where workspace_id = ${ctx.workspaceId} and (programme_id, version) in (${pairs(versions)})`);
  if (parsed.size > PARSED_AT_MOST) parsed.clear();
  return rows.map((row) => {
    const version = { programmeId: row.programme_id, version: row.version };
    const definition = definitionSchema.parse(row.definition);
    parsed.set(keyOf(ctx, version), definition);
    return { version, definition };
  });
}

function keyOf({ workspaceId }: Context, { programmeId, version }: Version): string {
  return `${workspaceId}:${programmeId}:${version}`;
}
