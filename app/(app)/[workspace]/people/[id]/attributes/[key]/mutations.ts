"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { canonicalKey } from "@/lib/attribute-names";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { typeChangeInWords, typePreviewInWords } from "@/lib/insights/catalogue/type-preview";
import { changeAttributeType } from "@/lib/lifecycle/change-attribute-type";
import { previewType } from "@/lib/profiles/attributes/preview-type";
import { valueTypes } from "@/lib/profiles/attributes/type-words";
import { entities } from "@/lib/profiles/schema";

const wantedSchema = z.object({
  entity: z.enum(entities),
  key: z.string().min(1).max(200),
  type: z.enum(valueTypes, "Choose a type."),
});

export type Previewed = Outcome & { sentences?: string[] };

/** What another type would make of the values that customers have. */
export const previewAttributeType = mutation("editor", async (ctx, asked: unknown): Promise<Previewed> => {
  const { entity, key, type } = wantedSchema.parse(asked);
  const preview = await previewType(ctx, entity, canonicalKey(key), type);
  return { ok: true, message: "", sentences: typePreviewInWords(preview, entity, ctx.zone) };
});

/** Reads an attribute through another type from now on; values stay as they came. */
export const changeType = mutation("editor", async (ctx, asked: unknown): Promise<Outcome> => {
  const { entity, key, type } = wantedSchema.parse(asked);
  const changed = await changeAttributeType(ctx, entity, key, type);
  relaySoon();
  revalidatePath(`/${ctx.workspace.slug}`, "layout");
  return { ok: true, message: typeChangeInWords(changed) };
});
