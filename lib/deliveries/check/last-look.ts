import { checkBeforeSending, type Standing, type Verdict } from "@/lib/deliveries/check/check-before-sending";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";

/** The last look at a row of the ledger before it leaves: a note to the team has nobody to be checked. */
export function lastLook(
  row: DeliveryRow,
  standing: Standing,
  at: { now: Date; realNow: Date; opensAt: Date; settings: { tooLateHours: number } },
): Verdict {
  const checked = { ...row, channel: row.channel === "slack" ? ("slack" as const) : ("email" as const) };
  const { now, realNow, opensAt, settings } = at;
  return checkBeforeSending(checked, row.channel === "slack" ? { ...standing, person: null } : standing, {
    now,
    realNow,
    opensAt,
    tooLateHours: settings.tooLateHours,
  });
}
