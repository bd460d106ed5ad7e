import { readFileSync } from "node:fs";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { CatalogueEntry, Neighbour, Surroundings } from "@/lib/programmes/checks/surroundings";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";

export type Json = Record<string, unknown>;

export function read(path: string): Json {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
}
export const nudge = () => read("../lib/demo/jobs/onboarding-nudge.json");

export function attribute(
  key: string,
  type: CatalogueEntry["type"],
  more: Partial<CatalogueEntry> = {},
): CatalogueEntry {
  return { entity: "person", key, aliases: [], type, kind: "ingested", owner: "source", ...more };
}
export function neighbour(slug: string, json: Json, more: Partial<Neighbour> = {}): Neighbour {
  const definition = definitionSchema.parse(json);
  const { kind, name, target } = definition;
  return { kind, slug, name, target, status: "live", definition, ...more };
}

export const known = [
  attribute("first_name", "text"),
  attribute("created_at", "date"),
  attribute("case_owner_email", "text"),
  attribute("arr", "number", { entity: "organisation", owner: "crm" }),
  attribute("name", "text", { entity: "organisation", aliases: ["organization_name"] }),
];
export const empty: Surroundings = {
  ownSlug: "onboarding-nudge",
  catalogue: known,
  eventsSeen: ["Project Created", "Logged In"],
  programmes: [],
  published: null,
  workspace: { hasDefaultSender: true },
};

export function check(json: Json, more: Partial<Surroundings> = {}, kind: ProgrammeKind = "job") {
  const { problems, definition } = problemsOfJson(json, kind, { ...empty, ...more });
  const find = (name: string) => problems.find((problem) => problem.check === name);
  return { problems, definition, find, errors: problems.filter(({ severity }) => severity === "error") };
}

export function event(name: string): Json {
  return { kind: "event", event: name };
}
export function any(...all: Json[]): Json {
  return { any: [{ all }] };
}
export function goal(...all: Json[]): Json {
  return { filter: any(...all) };
}
export function inJob(slug: string): Json {
  return { kind: "membership", of: "job", slug, is: "in" };
}
export function setDelay(job: Json, days: number): void {
  const [step] = definitionSchema.parse(job).steps;
  job.steps = [{ ...step, delay: { amount: days, unit: "days" } }];
}
export function dropSender(job: Json): void {
  const [welcome] = definitionSchema.parse(job).entry;
  job.entry = [{ ...welcome, sender: undefined }];
}
