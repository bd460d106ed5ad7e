import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { canonicalKey } from "@/lib/attribute-names";
import { apiRoute, readQuery, readShape } from "@/lib/edge/api";
import { nameInAddress } from "@/lib/edge/pages/page-props";
import { AppError } from "@/lib/errors";
import { findInCatalogue } from "@/lib/insights/catalogue/get-attribute";
import { changeAttributeType } from "@/lib/lifecycle/change-attribute-type";
import { previewType } from "@/lib/profiles/attributes/preview-type";
import { valueTypes } from "@/lib/profiles/attributes/type-words";
import type { Entity } from "@/lib/profiles/schema";

type Params = { entity: string; key: string };

const typeSchema = z.enum(valueTypes, `A type is one of ${valueTypes.join(", ")}.`);
const entities: ReadonlyMap<string, Entity> = new Map([
  ["people", "person"],
  ["organisations", "organisation"],
]);

/** An attribute as the catalogue has it; with ?type= also what that type would make of the values that customers have. */
export const GET = apiRoute<Params>("viewer", async (ctx, request, params) => {
  const { entity, key } = named(params);
  const { type } = readQuery(request, z.object({ type: typeSchema.optional() }));
  const found = await findInCatalogue(ctx, entity, key);
  if (!found) throw new AppError("not_found", `There is no attribute “${key}” of ${params.entity}.`);
  return { entity, key, ...found, ...(type && { preview: await previewType(ctx, entity, key, type) }) };
});

/** Reads the attribute through another type from now on; values stay as they came. */
export const PUT = apiRoute<Params>("editor", async (ctx, request, params) => {
  const { entity, key } = named(params);
  const { type } = await readShape(request, z.strictObject({ type: typeSchema }));
  const changed = await changeAttributeType(ctx, entity, key, type);
  relaySoon();
  return changed;
});

function named({ entity: side, key }: Params): { entity: Entity; key: string } {
  const entity = entities.get(side);
  if (!entity) throw new AppError("not_found", "Attributes are of people or of organisations.");
  return { entity, key: canonicalKey(nameInAddress(key)) };
}
