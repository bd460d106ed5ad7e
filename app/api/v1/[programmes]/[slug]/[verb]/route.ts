import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import type { Context } from "@/lib/context";
import { apiRoute, readShape } from "@/lib/edge/api";
import { programmeKind } from "@/lib/edge/programme-kind";
import { AppError } from "@/lib/errors";
import { getCustomer } from "@/lib/insights/why/load/find-customer";
import { archive } from "@/lib/lifecycle/archive";
import { deleteDraft } from "@/lib/lifecycle/ending/delete-draft";
import { restore } from "@/lib/lifecycle/ending/restore";
import { stop } from "@/lib/lifecycle/ending/stop";
import { openToAll } from "@/lib/lifecycle/open-to-all";
import { pause } from "@/lib/lifecycle/pause";
import { publish } from "@/lib/lifecycle/publish";
import { resume } from "@/lib/lifecycle/resume";
import { addByHand, removeByHand } from "@/lib/pipeline/by-hand/customer-by-hand";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { duplicate } from "@/lib/programmes/begin/duplicate";

const goLiveSchema = z.strictObject({
  mode: z.enum(["everyone", "first", "from_now_on"], "It must be everyone, first or from_now_on.").optional(),
  first: z.int().min(1).max(1_000_000).optional(),
  moveOpen: z.boolean().optional(),
  note: z.string().trim().max(2_000).optional(),
});
const nothing = z.strictObject({});
const whoSchema = {
  person: z.string().min(1).max(500).optional(),
  organisation: z.string().min(1).max(500).optional(),
};
const reason = z.string("Say why.").trim().min(1, "Say why.").max(500);
const addSchema = z.strictObject({ ...whoSchema, reason });
const removeSchema = z.strictObject({ ...whoSchema, reason, exitActions: z.boolean().default(true) });

/** The customer that a request names: ?person by id, user ID or email, or ?organisation by id or group ID. */
async function named(ctx: Context, { person, organisation }: { person?: string; organisation?: string }) {
  const name = person ?? organisation;
  if (!name || (person && organisation)) throw new AppError("invalid", "Say who: person, or organisation.");
  const { id } = await getCustomer(ctx, person ? "person" : "organisation", name);
  return { customerId: id, name };
}

type Verb = (ctx: Context, request: Request, kind: ProgrammeKind, slug: string) => Promise<unknown>;
const verbs: Record<string, Verb> = {
  publish: async (ctx, request, kind, slug) =>
    publish(ctx, kind, slug, await readShape(request, goLiveSchema)),
  pause: without(pause),
  resume: without(resume),
  archive: without(archive),
  restore: without(restore),
  stop: without(stop),
  add: async (ctx, request, kind, slug) => {
    const { reason, ...who } = await readShape(request, addSchema);
    return addByHand(ctx, { kind, slug }, { ...(await named(ctx, who)), why: reason });
  },
  remove: async (ctx, request, kind, slug) => {
    const { reason, exitActions, ...who } = await readShape(request, removeSchema);
    const whom = { ...(await named(ctx, who)), why: reason, runsExitActions: exitActions };
    return removeByHand(ctx, { kind, slug }, whom);
  },
  delete: without(async (ctx, kind, slug) => {
    await deleteDraft(ctx, kind, slug);
    return { deleted: slug };
  }),
  duplicate: without(async (ctx, kind, slug) => {
    const copy = await duplicate(ctx, kind, slug);
    return { slug: copy.slug, name: copy.name, problems: copy.problems };
  }),
  "open-to-all": without(openToAll),
};

export const POST = apiRoute<{ programmes: string; slug: string; verb: string }>(
  "editor",
  async (ctx, request, { programmes, slug, verb }) => {
    const kind = programmeKind(programmes);
    const carryOut = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (!carryOut) throw new AppError("not_found", "Nothing has this address.");
    const answer = await carryOut(ctx, request, kind, slug);
    relaySoon();
    return answer;
  },
  { invalid: 422 },
);

function without(verb: (ctx: Context, kind: ProgrammeKind, slug: string) => Promise<unknown>): Verb {
  return async (ctx, request, kind, slug) => {
    await readShape(request, nothing);
    return verb(ctx, kind, slug);
  };
}
