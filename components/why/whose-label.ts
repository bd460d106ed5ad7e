import type { Entity } from "@/lib/profiles/schema";
/** How a box asks for the customer whose "why" is wanted. */
export function whoseLabel(target: Entity): string {
  return target === "person" ? "A person’s email or user ID" : "An organisation’s group ID";
}
