import { customerHref, withQuery } from "@/components/ui/hrefs";
import type { Entity } from "@/lib/profiles/schema";

/** Address of the answer to why a customer is in a job or not; of one action, why they got it or not. */
export function whyHref(
  workspace: string,
  customer: { entity: Entity; id: string },
  jobSlug: string,
  actionId?: string,
): string {
  return withQuery(`${customerHref(workspace, customer)}/why/${jobSlug}`, { action: actionId });
}

/** Address at which somebody says whose "why" they mean: of a job, or of one of its actions. */
export function askWhyHref(workspace: string, jobSlug: string, actionId?: string): string {
  return withQuery(`/${workspace}/jobs/${jobSlug}/why`, { action: actionId });
}
