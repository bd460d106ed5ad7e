/** The kinds of programme. The rules that a definition of each is held to are in lib/programmes/kinds.ts. */
export const programmeKinds = ["job", "behaviour", "stage"] as const;
export type ProgrammeKind = (typeof programmeKinds)[number];

/** Which programme something speaks of. A job and a behaviour may share a slug. */
export interface ProgrammeRef {
  kind: ProgrammeKind;
  slug: string;
}

/** A programme by the name that people know. */
export interface NamedProgramme extends ProgrammeRef {
  name: string;
}

interface Names {
  /** What several are called; in the addresses of the API and of the screens, too. */
  plural: string;
  /** Whether it has screens to link to. Where it has none, its name is plain text. */
  hasScreen: boolean;
  /** What the names of its activity attributes end in. */
  attributeEnding: string;
  /** The attribute that holds the latest entry into any programme of the kind; null if none does. */
  latestEntry: string | null;
}

/** What is made of a kind's name, which is the noun that people use for it. */
export const programmeNames: { readonly [Kind in ProgrammeKind]: Names } = {
  job: { plural: "jobs", hasScreen: true, attributeEnding: "_job", latestEntry: "last_entry_to_job" },
  behaviour: { plural: "behaviours", hasScreen: false, attributeEnding: "_behaviour", latestEntry: null },
  stage: { plural: "stages", hasScreen: false, attributeEnding: "_stage", latestEntry: null },
};
