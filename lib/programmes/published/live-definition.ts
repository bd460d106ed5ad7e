import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { findDefinition } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";

/** The published definition that new entries of a programme get. */
export async function liveDefinition(
  ctx: Context,
  { id, liveVersion, kind }: ProgrammeRow,
): Promise<Definition> {
  if (liveVersion === null) throw new AppError("conflict", `This ${kind} has never been published.`);
  const definition = await findDefinition(ctx, { programmeId: id, version: liveVersion });
  if (!definition) throw new Error(`Version ${liveVersion} of ${id} is missing.`);
  return definition;
}
