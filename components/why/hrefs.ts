import { customerHref } from "@/components/links/hrefs";
import { withQuery } from "@/components/ui/hrefs";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeRef, ScreenKind } from "@/lib/programme-kinds";

/** Below a customer's page, where the answers about programmes of a kind stand. */
const paths: { readonly [Kind in ScreenKind]: string } = { job: "why" };

/** Address of the answer to why a customer is in a programme or not; of one action, why they got it or not. */
export function whyHref(
  workspace: string,
  customer: { entity: Entity; id: string },
  { kind, slug }: ProgrammeRef<ScreenKind>,
  actionId?: string,
): string {
  return withQuery(`${customerHref(workspace, customer)}/${paths[kind]}/${slug}`, { action: actionId });
}

/** Address at which somebody says whose "why" they mean: of a programme, or of one of its actions. */
export function askWhyHref(
  workspace: string,
  programme: ProgrammeRef<ScreenKind>,
  actionId?: string,
): string {
  return withQuery(`${programmeHref(workspace, programme)}/why`, { action: actionId });
}
