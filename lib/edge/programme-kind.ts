import { AppError } from "@/lib/errors";
import type { ProgrammeKind } from "@/lib/programmes/schema";

const kinds = new Map<string, ProgrammeKind>([
  ["jobs", "job"],
  ["behaviours", "behaviour"],
  ["stages", "stage"],
]);

/** The kind of programme that an address speaks of: /jobs, /behaviours, /stages. */
export function programmeKind(plural: string): ProgrammeKind {
  const kind = kinds.get(plural);
  if (!kind) throw new AppError("not_found", "Nothing has this address.");
  return kind;
}
