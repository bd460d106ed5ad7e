/** The kinds of programme. The rules that a definition of each is held to are in lib/programmes/kinds.ts. */
export const programmeKinds = ["job", "behaviour", "stage"] as const;
export type ProgrammeKind = (typeof programmeKinds)[number];

/** Which programme something speaks of: a job and a behaviour may share a slug. */
export interface ProgrammeRef<Kind extends ProgrammeKind = ProgrammeKind> {
  kind: Kind;
  slug: string;
}

/** A programme by the name that people know. */
export interface NamedProgramme<Kind extends ProgrammeKind = ProgrammeKind> extends ProgrammeRef<Kind> {
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

const names = {
  job: { plural: "jobs", hasScreen: true, attributeEnding: "_job", latestEntry: "last_entry_to_job" },
  behaviour: { plural: "behaviours", hasScreen: false, attributeEnding: "_behaviour", latestEntry: null },
  stage: { plural: "stages", hasScreen: false, attributeEnding: "_stage", latestEntry: null },
} as const;

/** What is made of a kind's name, which is the noun that people use for it. */
export const programmeNames: { readonly [Kind in ProgrammeKind]: Names } = names;

/** The kinds that can be linked to. */
export type ScreenKind = {
  [Kind in keyof typeof names]: (typeof names)[Kind]["hasScreen"] extends true ? Kind : never;
}[keyof typeof names];

/** Whether a kind of programme has screens. */
export function hasScreen(kind: ProgrammeKind): kind is ScreenKind {
  return programmeNames[kind].hasScreen;
}

export const screenKinds: readonly ScreenKind[] = programmeKinds.filter(hasScreen);
