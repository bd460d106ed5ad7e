import { type Autosave, Autosave as Autosaving } from "@/components/editor/draft/autosave";
import type { Kept } from "@/components/editor/draft/kept-typing";
import { type Transport, Unsent } from "@/components/editor/draft/transport";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Author, DraftState } from "@/lib/programmes/draft/draft-answers";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition } from "@/lib/programmes/schema";

const base = definitionSchema.parse({
  name: "Nudge",
  audience: { any: [] },
  goal: { filter: { any: [] } },
});

/** The draft under another name: each text is one definition. */
export const named = (name: string): Definition => ({ ...base, name });

/** A server that keeps one draft, and a network to it that can be cut before or after it is reached. */
export function startDraftServer() {
  const at: { revision: number; definition: Definition; by: string; version: number | null; gone: string } = {
    revision: 1,
    definition: named("Nudge"),
    by: "Anna",
    version: null,
    gone: "",
  };
  const line: { fails: "offline" | "signed_out" | "refused" | null; losesAnswers: boolean } = {
    fails: null,
    losesAnswers: false,
  };
  const saves: string[] = [];
  const author = (name: string, me: string): Author => ({ name, isYou: name === me });
  const standing = (me: string): DraftState => ({
    revision: at.revision,
    savedAt: null,
    savedBy: author(at.by, me),
    status: "draft",
    liveVersion: at.version,
    publishedBy: at.version === null ? null : author("Jonas", me),
  });
  const save = (me: string, basedOn: number, definition: Definition) => {
    saves.push(definition.name);
    if (at.gone === "archived") return { outcome: "archived" as const, by: author("Jonas", me) };
    if (sameJson(definition, at.definition))
      return { outcome: "saved" as const, problems: [], ...standing(me) };
    if (basedOn !== at.revision)
      return { outcome: "stale" as const, definition: at.definition, json: at.definition, ...standing(me) };
    Object.assign(at, { revision: at.revision + 1, definition, by: me });
    return { outcome: "saved" as const, problems: [], ...standing(me) };
  };

  const transportOf = (me: string): Transport => ({
    async save({ basedOn, definition }) {
      await delay(50);
      if (line.fails) throw new Unsent(line.fails, "Too large.");
      const answer = save(me, basedOn, definition);
      await delay(50);
      if (line.losesAnswers) throw new Unsent("unanswered");
      return answer;
    },
    async watch({ known }) {
      await delay(10);
      if (at.gone === "archived") return { outcome: "archived", by: author("Jonas", me) };
      const news = at.revision > known ? { definition: at.definition, json: at.definition } : null;
      return { outcome: "open", visitors: [], news, ...standing(me) };
    },
  });

  return {
    at,
    line,
    saves,
    /** Somebody else saves, by whatever way. */
    saveAs: (who: string, name: string) => save(who, at.revision, named(name)),
    /** Opens the draft in a browser; what is typed there is its name. */
    open(me = "Anna", storage: { kept: Kept | null } = { kept: null }, mayEdit = true) {
      const shown = { name: at.definition.name, whys: [] as unknown[] };
      const autosave: Autosave = new Autosaving({
        transport: transportOf(me),
        keep: {
          read: () => storage.kept,
          write: (kept) => {
            storage.kept = structuredClone(kept);
          },
          clear: () => {
            storage.kept = null;
          },
        },
        opened: {
          definition: at.definition,
          revision: at.revision,
          liveVersion: at.version,
          problems: [],
        },
        show: (definition, why) => {
          shown.name = definition.name;
          shown.whys.push(why);
        },
        mayEdit,
      });
      const type = (name: string) => {
        shown.name = name;
        autosave.changed(named(name));
      };
      return { autosave, shown, storage, type, mode: () => autosave.get().save.mode };
    },
  };
}

const delay = (ms: number) => new Promise((done) => setTimeout(done, ms));
