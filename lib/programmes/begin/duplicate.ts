import "server-only";
import type { Context } from "@/lib/context";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { beginDraft } from "@/lib/programmes/begin/begin-draft";
import { copiedDraft } from "@/lib/programmes/begin/copied-draft";
import { slugFromName } from "@/lib/programmes/begin/slug-from-name";
import { getProgrammeRow, type Programme } from "@/lib/programmes/draft/get-programme";

/** A new draft that says what another one says, whatever stage of its life that is in; nobody is taken over. */
export async function duplicate(ctx: Context, kind: ProgrammeKind, slug: string): Promise<Programme> {
  const { draft } = await getProgrammeRow(ctx, kind, slug);
  return beginDraft(ctx, {
    kind,
    slug: slugFromName(`${slug.replace(/-copy$/, "")}-copy`),
    definitionAt: (copy) => copiedDraft(draft, { kind, slug }, { kind, slug: copy }),
  });
}
