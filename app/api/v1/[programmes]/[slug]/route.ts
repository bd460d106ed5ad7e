import { apiRoute, readJson } from "@/lib/edge/api";
import { programmeKind } from "@/lib/edge/programme-kind";
import { AppError } from "@/lib/errors";
import { countMatching } from "@/lib/lifecycle/count-matching";
import { describeProgramme } from "@/lib/programmes/describe";
import { getProgramme, type Programme } from "@/lib/programmes/draft/get-programme";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { definitionBounds } from "@/lib/programmes/draft/size-problems";

const TOO_SLOW = "Counting who matches took too long and was given up: matchesNow is not known.";

interface Params {
  programmes: string;
  slug: string;
}

export const GET = apiRoute<Params>("viewer", async (ctx, _request, { programmes, slug }) => {
  const programme = await getProgramme(ctx, programmeKind(programmes), slug);
  const { definition } = programme;
  // What a publisher is shown before letting everybody in.
  const walk = programme.liveVersion === null || programme.entriesLeft !== null ? "everyone" : "resume";
  const matchesNow = definition && (await countMatching(ctx, programme.id, definition, walk));
  const countTooSlow = definition !== null && matchesNow === null;
  return {
    ...shown(programme),
    matchesNow,
    ...(countTooSlow && { note: TOO_SLOW }),
    words: definition && describeProgramme(definition),
  };
});

export const PUT = apiRoute<Params>("editor", async (ctx, request, { programmes, slug }) => {
  const definition = definitionIn(await readJson(request, definitionBounds.nesting));
  // Nobody empties a draft by forgetting the body.
  if (isEmpty(definition))
    throw new AppError("invalid", "There is no definition in the body: send the whole of it as JSON.");
  const basedOn = revisionIn(request.headers.get("if-match"));
  const saved = await saveDraft(ctx, { kind: programmeKind(programmes), slug, definition, basedOn });
  return { ...shown(saved), created: saved.created };
});

/** The revision that the sender has changed: nothing is replaced that was saved since. Absent: whatever is there is. */
function revisionIn(header: string | null): number | undefined {
  if (header === null || header === "*") return undefined;
  const revision = /^"?(\d{1,9})"?$/.exec(header)?.[1];
  if (revision === undefined)
    throw new AppError("invalid", "If-Match takes the revision that GET answered, like 7.");
  return Number(revision);
}

/** The definition alone, or within what GET answered: that may be changed and sent back as it is. */
function definitionIn(sent: unknown): unknown {
  const isAnswer = typeof sent === "object" && sent !== null && "definition" in sent && "problems" in sent;
  return isAnswer ? sent.definition : sent;
}

function isEmpty(definition: unknown): boolean {
  return typeof definition === "object" && definition !== null && Object.keys(definition).length === 0;
}

function shown({
  id,
  kind,
  slug,
  name,
  target,
  status,
  liveVersion,
  entriesLeft,
  draft,
  draftRevision,
  problems,
  updatedAt,
}: Programme) {
  return {
    id,
    kind,
    slug,
    name,
    target,
    status,
    liveVersion,
    entriesLeft,
    updatedAt,
    revision: draftRevision,
    problems,
    definition: draft,
  };
}
