import { customerHref } from "@/components/links/hrefs";
import { withQuery } from "@/components/ui/hrefs";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeRef, ScreenKind } from "@/lib/programme-kinds";

/**
 * Address of the answer to why a customer is in a programme or not; of one action, why they got it or not. It says the slug alone, so it
 * can only mean a job.
 */
export function whyHref(
  workspace: string,
  customer: { entity: Entity; id: string },
  { slug }: ProgrammeRef<"job">,
  actionId?: string,
): string {
  return withQuery(`${customerHref(workspace, customer)}/why/${slug}`, { action: actionId });
}

/** Address at which somebody says whose "why" they mean: of a programme, or of one of its actions. */
export function askWhyHref(
  workspace: string,
  programme: ProgrammeRef<ScreenKind>,
  actionId?: string,
): string {
  return withQuery(`${programmeHref(workspace, programme)}/why`, { action: actionId });
}
