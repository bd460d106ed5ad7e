import "server-only";
import { and, eq, gte, lt, sql } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { BucketCount } from "@/lib/insights/report/schema";
import type { TimeBucket } from "@/lib/insights/report/time-buckets";

interface Wanted {
  programmeId: string;
  version: number | null;
  buckets: readonly TimeBucket[];
}

/** How many entered, completed and exited in each stretch of time. */
export async function countOverTime(ctx: Context, wanted: Wanted): Promise<BucketCount[]> {
  const [entered, completed, exited] = await Promise.all([
    perBucket(ctx, wanted, "entered"),
    perBucket(ctx, wanted, "completed"),
    perBucket(ctx, wanted, "exited"),
  ]);
  return wanted.buckets.map((bucket, index) => ({
    ...bucket,
    entered: entered.get(index) ?? 0,
    completed: completed.get(index) ?? 0,
    exited: exited.get(index) ?? 0,
  }));
}

async function perBucket(
  ctx: Context,
  { programmeId, version, buckets }: Wanted,
  what: "entered" | "completed" | "exited",
): Promise<Map<number, number>> {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return new Map();
  const at = what === "entered" ? enrolments.enteredAt : enrolments.endedAt;
  const edges = `{${buckets.map(({ from }) => from.toISOString()).join(",")}}`;
  const rows = await ctx.db
    .select({
      place: sql<number>`width_bucket(${at}, ${edges}::timestamptz[])`,
      customers: sql<number>`count(*)`,
    })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, programmeId),
        what === "entered" ? undefined : eq(enrolments.status, what),
        version === null ? undefined : eq(enrolments.version, version),
        gte(at, first.from),
        lt(at, last.to),
      ),
    )
    .groupBy(sql`1`);
  return new Map(rows.map(({ place, customers }) => [place - 1, customers]));
}
