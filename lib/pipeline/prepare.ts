import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { type LiveProgramme, loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";
import { type SendingWindow, workspaceSettingsSchema } from "@/lib/workspaces/schema";
import { readZone } from "@/lib/zones";

export interface Prepared {
  programmes: LiveProgramme[];
  zone: string;
  /** When messages of programmes without a window of their own may leave; null: at any time. */
  window: SendingWindow | null;
  /** Programme id -> how many more may enter, for those opened to the first N; their rows are locked. */
  entriesLeft: Map<string, number>;
}

/** Reads what every decision in a workspace needs: its live programmes and its zone. Call it under the workspace's lock. */
export async function prepare(ctx: Context): Promise<Prepared> {
  const programmes = await loadLiveProgrammes(ctx);
  const { zone, window } = await workspaceDefaults(ctx);
  const limited = programmes
    .filter((programme) => programme.entriesLeft !== null && programme.entriesLeft > 0)
    .map(({ id }) => id);
  const entriesLeft = new Map(
    programmes.flatMap(({ id, entriesLeft: left }) => (left === null ? [] : [[id, left] as const])),
  );
  if (limited.length > 0) {
    const { rows } = await ctx.db.execute<{ id: string; left: number | null }>(sql`
      select id, entries_left as left from programmes
      where workspace_id = ${ctx.workspaceId} and id in (select jsonb_array_elements_text(${JSON.stringify(limited)}::jsonb))
      order by id for update`);
    for (const { id, left } of rows) {
      if (left === null) entriesLeft.delete(id);
      else entriesLeft.set(id, left);
    }
  }
  return { programmes, zone, window, entriesLeft };
}

async function workspaceDefaults(ctx: Context): Promise<Pick<Prepared, "zone" | "window">> {
  const { rows } = await ctx.db.execute<{ timezone: string; settings: unknown }>(sql`
    select timezone, settings from workspaces where id = ${ctx.workspaceId}`);
  const settings = workspaceSettingsSchema.parse(rows[0]?.settings ?? {});
  return { zone: readZone(rows[0]?.timezone) ?? "UTC", window: settings.sendingWindow ?? null };
}
