import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { programmeVersions } from "@/db/schema";
import { channels } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import type { Parties } from "@/lib/deliveries/check/load-parties";
import { readerZone } from "@/lib/deliveries/check/reader-zone";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { nextOpening } from "@/lib/deliveries/ledger/sending-window";
import { sendingWindowSchema, type Workspace } from "@/lib/workspaces/schema";

/** When a delivery may leave, and the zone in which whoever gets it reads dates. */
export interface Opening {
  at: Date;
  zone: string;
}

const windowSchema = sendingWindowSchema.nullish();

/**
 * When each of these deliveries may leave by the sending window: that of the version its enrolment entered with, else the workspace's.
 * What no window confines, such as a note to the team, may always leave; its dates are read in the workspace's zone.
 */
export async function loadOpenings(
  ctx: Context,
  rows: readonly DeliveryRow[],
  { settings, timezone }: Workspace,
): Promise<(row: DeliveryRow, parties: Parties) => Opening> {
  const windows = await loadWindows(ctx, rows);
  return (row, { person }) => {
    if (!channels[row.channel].confinedToWindow) return { at: ctx.now, zone: timezone };
    const window = windowSchema.parse(windows.get(keyOf(row))) ?? settings.sendingWindow ?? null;
    const zone = readerZone(window, person, timezone);
    return { at: nextOpening(window, zone, ctx.now), zone };
  };
}

async function loadWindows(ctx: Context, rows: readonly DeliveryRow[]): Promise<Map<string, unknown>> {
  const found = await ctx.db
    .select({
      programmeId: programmeVersions.programmeId,
      version: programmeVersions.version,
      window: sql`${programmeVersions.definition} -> 'sendingWindow'`,
    })
    .from(programmeVersions)
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        inArray(programmeVersions.programmeId, [...new Set(rows.map((row) => row.programmeId))]),
      ),
    );
  return new Map(found.map((version) => [keyOf(version), version.window]));
}

function keyOf({ programmeId, version }: { programmeId: string; version: number }): string {
  return `${programmeId} ${version}`;
}
