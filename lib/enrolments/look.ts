import "server-only";
import { isSent } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import { writeDeliveries } from "@/lib/deliveries/ledger/write-deliveries";
import { loadTurns } from "@/lib/enrolments/load/load-turns";
import type { LookRequest, LookResult } from "@/lib/enrolments/look-request";
import { type TurnsTaken, takeTurns } from "@/lib/enrolments/turn/take-turns";
import { writeMoves } from "@/lib/enrolments/write/write-moves";
import { writePasses } from "@/lib/enrolments/write/write-passes";
import { writeWatches } from "@/lib/enrolments/write/write-watches";

/**
 * Looks at locked customers and does what the rules say: completions and exits first, then entries; each with its actions, its next
 * wake-up and its place in the ledger, together in the caller's transaction. Attribute changes are on the customers that come back, for
 * the caller to write.
 */
export async function look(ctx: Context, request: LookRequest): Promise<LookResult> {
  const { customers, programmes, entity } = request;
  const isAsked = customers.length > 0 && programmes.some(({ target }) => target === entity);
  if (!isAsked) return resultOf(request, { results: [], entriesLeft: request.entriesLeft });
  for (const customer of customers) customer.looked = customer.attributes;

  const { turns, watches } = await loadTurns(ctx, request);
  const taken = takeTurns(turns, request.entriesLeft);
  const { results } = taken;

  await writePasses(
    ctx,
    results.flatMap(({ passes }) => passes),
  );
  await writeMoves(
    ctx,
    results.flatMap(({ moves }) => moves),
    request.wokenBy,
  );
  await writeDeliveries(
    ctx,
    results.flatMap(({ deliveries }) => deliveries),
  );
  await writeWatches(ctx, [...watches, ...results.flatMap((result) => result.watches)]);
  return resultOf(request, taken);
}

function resultOf({ customers, wokenBy }: LookRequest, { results, entriesLeft }: TurnsTaken): LookResult {
  const looked = new Map(results.map(({ customer }) => [customer.id, customer]));
  const mayHaveLostItsRun = wokenBy === "seed" || wokenBy === "sweep";
  const goOn = results.flatMap(({ passes }) =>
    passes.filter(({ status, isNew }) => status === "open" && !isNew),
  );
  const leaving = results.flatMap(({ deliveries }) =>
    deliveries.flatMap(({ status, channel }) => (status === "waiting" && isSent(channel) ? [channel] : [])),
  );
  return {
    customers: customers.map((customer) => looked.get(customer.id) ?? customer),
    entered: results.flatMap(({ entered }) => entered),
    ended: results.flatMap(({ ended }) => ended),
    revived: mayHaveLostItsRun ? goOn : [],
    entriesLeft,
    channels: new Set(leaving),
  };
}
