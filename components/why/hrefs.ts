import { customerHref } from "@/components/ui/hrefs";

/** Address of the answer to why a customer is in a job or not. */
export function whyHref(
  workspace: string,
  customer: { entity: "person" | "organisation"; id: string },
  jobSlug: string,
): string {
  return `${customerHref(workspace, customer)}/why/${jobSlug}`;
}
