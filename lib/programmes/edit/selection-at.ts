import { placedIds } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { OTHERWISE } from "@/lib/programmes/steps/branch";

/** The parts of a definition that are no step: what can be selected besides steps and arms. */
export const parts = ["#settings", "#audience", "#entry", "#goal", "#exit"] as const;
export type Part = (typeof parts)[number];

const partOf: Readonly<Record<string, Part>> = {
  audience: "#audience",
  exclusions: "#audience",
  reentry: "#audience",
  leaveWhenAudienceStops: "#audience",
  entry: "#entry",
  steps: "#entry",
  goal: "#goal",
  completion: "#goal",
  autoExit: "#exit",
  exit: "#exit",
};

/**
 * What a place of a definition belongs to, so that a problem there can be shown: the step, action or arm, else the part. `field` is the rest
 * of the path within it, e.g. "delay.amount"; for a part the whole path.
 */
export function selectionAt(definition: Definition, path: string): { selected: string; field: string } {
  const holds = (at: string) => path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`);
  const inmost = placedIds(definition)
    .filter((one) => holds(one.path))
    .reduce<{ id: string; path: string } | null>(
      (best, one) => (best && best.path.length >= one.path.length ? best : one),
      null,
    );
  if (inmost) return { selected: inmost.id, field: path.slice(inmost.path.length).replace(/^\./, "") };
  return { selected: partAt(path), field: path };
}

/** The part to which a place outside of every step belongs. */
export function partAt(path: string): Part {
  const [head = ""] = path.split(/[.[]/, 1);
  return partOf[head] ?? "#settings";
}

/** Whether a text names something that can be selected in a definition: a part, a step, an action, an arm, or "<branch>/otherwise". */
export function isSelectable(definition: Definition, selected: string): boolean {
  if (parts.some((part) => part === selected)) return true;
  const [id, ...way] = selected.split("/");
  const named = placedIds(definition).find((one) => one.id === id);
  return named !== undefined && (way.length === 0 || (way.join("/") === OTHERWISE && named.kind !== "arm"));
}
