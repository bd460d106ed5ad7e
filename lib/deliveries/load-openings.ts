import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { DeliveryRow } from "@/lib/deliveries/claim";
import type { Subject } from "@/lib/deliveries/load-subjects";
import { nextOpening } from "@/lib/deliveries/sending-window";
import { sendingWindowSchema, type Workspace } from "@/lib/workspaces/schema";
import { readZone } from "@/lib/zones";

const windowSchema = sendingWindowSchema.nullish();

/**
 * When each of these deliveries may leave by the sending window: that of the version its enrolment entered with, else the workspace's.
 * A window confines what reaches customers; a note to the team may always leave.
 */
export async function loadOpenings(
  ctx: Context,
  rows: readonly DeliveryRow[],
  { settings, timezone }: Workspace,
): Promise<(row: DeliveryRow, subject: Subject) => Date> {
  const windows = await loadWindows(ctx, rows);
  return (row, { person }) => {
    if (row.channel !== "email") return ctx.now;
    const window = windowSchema.parse(windows.get(keyOf(row))) ?? settings.sendingWindow ?? null;
    const own = window?.zone === "person" ? readZone(person?.attributes.timezone) : null;
    return nextOpening(window, own ?? timezone, ctx.now);
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
