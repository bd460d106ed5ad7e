import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { ProgrammeStatus } from "@/lib/programme-status";
import type { Definition, NamedKind, Problem } from "@/lib/programmes/schema";

export type AttributeType = "text" | "number" | "boolean" | "date" | "json";

/** An attribute as the catalogue knows it. */
export interface CatalogueEntry {
  entity: Entity;
  key: string;
  aliases: readonly string[];
  type: AttributeType;
  kind: "ingested" | "activity" | "rolled_up" | "calculated" | "trig_set";
  owner: "source" | "crm" | "trig";
}

/** Another programme of the workspace: as it runs, or as it is drafted when it has never run. */
export interface Neighbour {
  kind: ProgrammeKind;
  slug: string;
  name: string;
  target: Entity;
  status: ProgrammeStatus;
  /** Null when its draft cannot be read. */
  definition: Definition | null;
}

/** What a definition is checked against. Plain JSON, so that a page can hand it to the browser. */
export interface Surroundings {
  ownSlug: string;
  catalogue: readonly CatalogueEntry[];
  /** Names of events that have arrived; null when there are too many to tell. */
  eventsSeen: readonly string[] | null;
  /** The other programmes of the workspace, without this one. */
  programmes: readonly Neighbour[];
  /** What was published of this programme before; null when nothing was. */
  published: {
    target: Entity;
    /** The kind of each step of the live version, by its id. */
    steps: Readonly<Record<string, NamedKind>>;
    removedStepIds: readonly string[];
  } | null;
  workspace: { hasDefaultSender: boolean };
}

export interface CheckInput extends Surroundings {
  definition: Definition;
}
export type Check = (input: CheckInput) => Problem[];
