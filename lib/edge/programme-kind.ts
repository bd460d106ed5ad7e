import { AppError } from "@/lib/errors";
import { type ProgrammeKind, programmeKinds, programmeNames } from "@/lib/programme-kinds";

/** The kind of programme that an address of the API speaks of: /jobs, /behaviours, /stages. */
export function programmeKind(plural: string): ProgrammeKind {
  const kind = programmeKinds.find((one) => programmeNames[one].plural === plural);
  if (!kind) throw new AppError("not_found", "Nothing has this address.");
  return kind;
}
