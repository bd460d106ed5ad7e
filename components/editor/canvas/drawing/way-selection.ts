import { OTHERWISE } from "@/lib/programmes/steps/branch";

/** What is selected for a way of a branch: its arm, or "<branch>/otherwise". */
export function waySelection(branch: string, way: string): string {
  return way === OTHERWISE ? `${branch}/${OTHERWISE}` : way;
}
