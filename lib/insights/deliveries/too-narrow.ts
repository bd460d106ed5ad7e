import "server-only";
import type { Context } from "@/lib/context";
import { type Chip, type ChosenDeliveries, spanOf } from "@/lib/insights/deliveries/delivery-filter";
import type { DeliveryFilter } from "@/lib/insights/deliveries/delivery-places";
import { hasDeliveries } from "@/lib/insights/deliveries/list-deliveries";

/** Nobody has this id: a name that nobody goes by finds nothing. */
const NOBODY = "nobody";

/** What a choice asks of the ledger. */
export function narrowedTo(
  chosen: ChosenDeliveries,
  at: { who: { id: string } | null; now: Date; zone: string },
): DeliveryFilter {
  const { job, action, version, kind, status, reason, who } = chosen;
  return {
    programme: job === undefined ? undefined : { kind: "job", slug: job },
    actionId: action,
    version: version === undefined ? undefined : Number(version),
    kind,
    status,
    reason,
    customerId: who === undefined ? undefined : (at.who?.id ?? NOBODY),
    ...spanOf(chosen, at),
  };
}

/** Of the filters that hold together and find nothing, those without which there would be something. */
export async function tooNarrow(
  ctx: Context,
  chosen: ChosenDeliveries,
  chips: readonly Chip[],
  { who, zone }: { who: { id: string } | null; zone: string },
): Promise<Chip[]> {
  const finds = await Promise.all(
    chips.map(({ names }) => {
      const without = { ...chosen, ...Object.fromEntries(names.map((name) => [name, undefined])) };
      return hasDeliveries(ctx, narrowedTo(without, { who, now: ctx.now, zone }));
    }),
  );
  return chips.filter((_, place) => finds[place]);
}
