import { customerClause } from "@/lib/audiences/describe";
import type { Filter } from "@/lib/audiences/schema";

/** What a way of a branch is called, and who takes it. Without a name of its own its condition is its name. */
export function wayWords(name: string | undefined, when: Filter | null): { title: string; who: string } {
  if (when === null) return { title: "Otherwise", who: "" };
  const isEmpty = when.any.every(({ all }) => all.length === 0);
  if (isEmpty) return { title: name || "New arm", who: "Nobody yet: say who goes this way" };
  const who = `If ${customerClause(when)}`;
  return name ? { title: name, who } : { title: who, who: "" };
}
