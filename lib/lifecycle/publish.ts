import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { programmes, programmeVersions } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { addToCatalogue } from "@/lib/lifecycle/add-to-catalogue";
import { countMatching } from "@/lib/lifecycle/count-matching";
import { moveOpenEnrolments } from "@/lib/lifecycle/move-open-enrolments";
import { noteWhoLeft } from "@/lib/lifecycle/note-who-left";
import { plantSeed } from "@/lib/lifecycle/seeds/plant-seed";
import { lockWorkspaceExclusive } from "@/lib/locks";
import { actorId } from "@/lib/members/actor-names";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { canPublish } from "@/lib/programmes/checks/problems-of";
import { lockProgrammeRow, type ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { loadSurroundings } from "@/lib/programmes/draft/load-surroundings";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";
import { liveDefinition } from "@/lib/programmes/published/live-definition";
import type { Definition, Problem } from "@/lib/programmes/schema";

export interface GoLive {
  /** A first go-live has to say it: everyone who matches now, the first so many, or only who starts to match from now on. */
  mode?: "everyone" | "first" | "from_now_on";
  /** How many, for mode "first". */
  first?: number;
  /** A new version: those who are in it go on by it, instead of finishing on the version they entered with. */
  moveOpen?: boolean;
  /** What the publisher has looked at: where it was saved or published since, nothing is published. */
  seen?: { revision: number; liveVersion: number | null };
  /** What the publisher says of it; kept with the version, together with the warnings it was published with. */
  note?: string;
}

export interface Published {
  id: string;
  slug: string;
  status: "live" | "paused";
  version: number;
  seedId: string | null;
  /** How many customers may enter at this moment; null when counting them takes too long. */
  matchesNow: number | null;
  moved: number;
  problems: Problem[];
}

/**
 * Makes the draft an immutable version that new entries get; a draft with errors is refused, with all of them, and so is a first go-live that
 * does not say who may enter. A draft that says what the live version says makes no other: publishing it again changes nothing.
 */
export async function publish(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
  wanted: GoLive = {},
): Promise<Published> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const row = await lockProgrammeRow(inside, kind, slug);
    if (row.status === "archived")
      throw new AppError("conflict", `This ${kind} is archived; make a new one.`);
    const { seen, note = "", ...how } = wanted;
    if (seen && (row.draftRevision !== seen.revision || row.liveVersion !== seen.liveVersion))
      throw new AppError("conflict", `This ${kind} was changed since: look at it again.`);
    const { definition, problems } = problemsOfJson(
      row.draft,
      kind,
      await loadSurroundings(inside, kind, slug),
    );
    if (!definition || !canPublish(problems)) throw refused(kind, problems);
    const entry = row.liveVersion === null ? firstEntry(kind, how) : goOn(row, how);

    const before = row.liveVersion === null ? null : await liveDefinition(inside, row);
    const isNew = !isDeepStrictEqual(before, definition);
    const version = (row.liveVersion ?? 0) + (isNew ? 1 : 0);
    const status = row.status === "paused" ? "paused" : "live";
    if (isNew) {
      await tx.insert(programmeVersions).values({
        workspaceId: ctx.workspaceId,
        programmeId: row.id,
        version,
        definition,
        publishedAt: ctx.now,
        publishedBy: actorId(ctx),
        note,
        acceptedWarnings: problems.flatMap(({ severity, check, path, message }) =>
          severity === "warning" ? [{ check, path, message }] : [],
        ),
      });
      await tx
        .update(programmes)
        .set({
          status,
          liveVersion: version,
          entriesLeft: entry.limit,
          name: definition.name,
          target: definition.target,
          updatedAt: ctx.now,
        })
        .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id)));
      await addToCatalogue(inside, { id: row.id, slug, target: definition.target }, definition);
      if (mayNowComeBack(before, definition)) await noteWhoLeft(inside, row.id, definition);
    }
    if (isNew || how.moveOpen)
      await auditProgramme(
        inside,
        "programme.published",
        { ...row, name: definition.name },
        { version, ...how },
      );
    const matchesNow = await countMatching(inside, row.id, definition, "resume");
    const moved = how.moveOpen ? await moveOpenEnrolments(inside, row.id, version, definition) : 0;
    // While it is paused nobody enters; resuming walks over everybody anyway.
    const seedId = !isNew || status === "paused" ? null : await plantSeed(inside, row.id, entry.walk);
    return { id: row.id, slug, status, version, seedId, matchesNow, moved, problems };
  });
}

function mayNowComeBack(before: Definition | null, { reentry }: Definition): boolean {
  return before !== null && before.reentry.kind !== "after_leaving" && reentry.kind === "after_leaving";
}

const WHO_MAY_ENTER =
  'Say who may enter at go-live: "mode" is "everyone", "first" (with "first": a number) or "from_now_on".';

/** Who enters at a first go-live. There is no default: nobody writes to everybody by leaving a word out. */
function firstEntry(kind: ProgrammeKind, { mode, first }: GoLive) {
  if (!mode)
    throw new AppError("invalid", WHO_MAY_ENTER, [
      { path: "mode", message: `This ${kind} goes live for the first time.` },
    ]);
  if (mode !== "first") {
    refuseFirst(first);
    return { walk: mode, limit: null };
  }
  if (first !== undefined && Number.isInteger(first) && first > 0) return { walk: mode, limit: first };
  throw new AppError("invalid", "Say how many customers may enter first.", [
    { path: "first", message: "A whole number of at least 1." },
  ]);
}

/** A new version keeps the limit there is. Who matched the one before and was passed over is not let in by an edit of a text. */
function goOn({ entriesLeft }: ProgrammeRow, { mode, first }: GoLive) {
  if (mode !== "first") refuseFirst(first);
  return { walk: "resume" as const, limit: entriesLeft };
}

function refuseFirst(first: number | undefined): void {
  if (first === undefined) return;
  throw new AppError("invalid", WHO_MAY_ENTER, [
    { path: "first", message: 'It belongs to "mode": "first".' },
  ]);
}

function refused(kind: ProgrammeKind, problems: readonly Problem[]): AppError {
  const errors = problems.filter(({ severity }) => severity === "error");
  const count = errors.length === 1 ? "one error" : `${errors.length} errors`;
  return new AppError("invalid", `This ${kind} cannot go live: it has ${count}.`, errors);
}
