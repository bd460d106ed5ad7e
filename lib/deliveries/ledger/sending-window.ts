import { Temporal } from "temporal-polyfill";
import { localToInstant, toLocal } from "@/lib/time";

/** When messages may leave: weekdays (1 = Monday) and local times of day. A window whose end is not after its start goes past midnight. */
export interface Window {
  days: readonly number[];
  from: string;
  to: string;
}

const LOOK_AHEAD_DAYS = 15;

/** The first moment, now or later, at which a sending window is open. Without a window that is now. */
export function nextOpening(window: Window | null, zone: string, now: Date): Date {
  if (!window) return now;
  const today = toLocal(now, zone).toPlainDate();
  const from = Temporal.PlainTime.from(window.from);
  const to = Temporal.PlainTime.from(window.to);
  const pastMidnight = Temporal.PlainTime.compare(to, from) <= 0;
  for (let day = -1; day <= LOOK_AHEAD_DAYS; day++) {
    const date = today.add({ days: day });
    if (!window.days.includes(date.dayOfWeek)) continue;
    const opens = localToInstant(date.toPlainDateTime(from), zone);
    const closes = localToInstant((pastMidnight ? date.add({ days: 1 }) : date).toPlainDateTime(to), zone);
    if (now.getTime() < closes.getTime()) return opens.getTime() > now.getTime() ? opens : now;
  }
  return now;
}
