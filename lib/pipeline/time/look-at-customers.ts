import "server-only";
import type { Context } from "@/lib/context";
import { look } from "@/lib/enrolments/look";
import type { LookRequest } from "@/lib/enrolments/look-request";
import { decide } from "@/lib/pipeline/decide";
import { listUnsettled } from "@/lib/pipeline/news/claim-news";
import { finishNews } from "@/lib/pipeline/news/finish-news";
import { prepare } from "@/lib/pipeline/prepare";
import { inParts } from "@/lib/pipeline/quarantine";
import { lockCustomers } from "@/lib/profiles/lock-customers";
import type { Entity } from "@/lib/profiles/schema";

/** What made us look, and whom it can matter to. */
type Reason = Pick<LookRequest, "wokenBy" | "isAffected" | "mayEnter" | "byHand">;

/** A reason that is found out once the customers are locked. */
type FindReason = (tx: Context, part: readonly string[]) => Promise<Reason>;

/** Looks at customers, each part of them in one decision; those that cannot be looked at are set aside. Says at how many. */
export function lookAtCustomers(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
  findReason: FindReason,
  finish: (tx: Context) => Promise<void> = async () => {},
): Promise<number> {
  return inParts(ctx, entity, ids, (part) =>
    decide(ctx, async (tx) => {
      await lookWithin(tx, entity, part, findReason);
      await finish(tx);
    }),
  );
}

/** Looks at customers within one transaction, for a reason that is found out once they are locked. */
export async function lookWithin(
  tx: Context,
  entity: Entity,
  ids: readonly string[],
  findReason: FindReason,
): Promise<void> {
  const { programmes, zone, window, entriesLeft } = await prepare(tx);
  const customers = await lockCustomers(tx, entity, ids);
  const reason = await findReason(tx, ids);
  const result = await look(tx, {
    ...reason,
    entity,
    customers,
    programmes,
    zone,
    window,
    listUnsettled,
    entriesLeft,
  });
  await finishNews(tx, { programmes, result });
}
