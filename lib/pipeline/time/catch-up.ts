import "server-only";
import type { Context } from "@/lib/context";
import { applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";

/** News before a send: applies whatever is pending for these customers and looks at those of them whom it, or anything before, has marked. */
export async function catchUp(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await applyNewsOf(ctx, customerIds);
  if (customerIds.length > 0) await lookAtMarked(ctx, customerIds);
}
