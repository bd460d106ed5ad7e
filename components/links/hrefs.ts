import type { Entity } from "@/lib/profiles/schema";

/** Address of a customer's page. */
export function customerHref(workspace: string, customer: { entity: Entity; id: string }): string {
  return `/${workspace}/${customer.entity === "person" ? "people" : "organisations"}/${customer.id}`;
}

/** Address of the page about one attribute of a customer. */
export function attributeHref(
  workspace: string,
  customer: { entity: Entity; id: string },
  key: string,
): string {
  return `${customerHref(workspace, customer)}/attributes/${encodeURIComponent(key)}`;
}
