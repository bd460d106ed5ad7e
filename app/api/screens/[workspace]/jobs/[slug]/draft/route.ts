import { z } from "zod";
import { readQuery, readShape } from "@/lib/edge/api";
import { memberRoute } from "@/lib/edge/member-route";
import { autosaveDraft } from "@/lib/programmes/draft/autosave-draft";
import { visitDraft, watchDraft } from "@/lib/programmes/draft/watch-draft";

interface Params {
  workspace: string;
  slug: string;
}

const revision = z.coerce.number().int().min(0);
const knownSchema = z.object({ known: revision.default(0) });
const hereSchema = z.strictObject({ known: revision, selected: z.string().max(200).nullable() });
const saveSchema = z.strictObject({ basedOn: z.int().min(0), definition: z.unknown() });

/** How the draft stands, for an editor that shows what was saved as ?known=<revision>. */
export const GET = memberRoute<Params>("viewer", async (ctx, request, { slug }) => {
  const { known } = readQuery(request, knownSchema);
  return watchDraft(ctx, { kind: "job", slug, known });
});

/** The same from somebody who edits: others are told that they are there. */
export const POST = memberRoute<Params>("editor", async (ctx, request, params) => {
  const { known, selected } = await readShape(request, hereSchema);
  const slug = params.slug;
  await visitDraft(ctx, { kind: "job", slug, selected });
  return watchDraft(ctx, { kind: "job", slug, known });
});

/** Saves what an editor holds, also while its page is being closed. */
export const PUT = memberRoute<Params>("editor", async (ctx, request, { slug }) => {
  const { basedOn, definition } = await readShape(request, saveSchema);
  return autosaveDraft(ctx, { kind: "job", slug, basedOn, definition });
});
