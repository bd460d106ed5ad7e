import { type Entity, entities } from "@/lib/profiles/schema";
import { type ProgrammeStatus, programmeStatuses } from "@/lib/programme-status";
import { completionRate, type ProgrammeFigures } from "@/lib/words/figures";

export const programmeSorts = ["name", "entered", "open", "completed", "exited", "rate"] as const;
export type ProgrammeSort = (typeof programmeSorts)[number];

/** Which programmes a list shows, and in which order. */
export interface ProgrammeChoice {
  status?: ProgrammeStatus | undefined;
  target?: Entity | undefined;
  /** Part of the name. */
  search?: string | undefined;
  /** Absent: by life, the latest changed first. */
  sort?: ProgrammeSort | undefined;
  isReversed?: boolean | undefined;
}

type Query = Readonly<Record<string, string | undefined>>;

/** Reads a choice of programmes from an address; what makes no sense is left out. */
export function readProgrammeChoice(query: Query): ProgrammeChoice {
  return {
    status: programmeStatuses.find((one) => one === query.status),
    target: entities.find((one) => one === query.for),
    search: query.q?.replaceAll("\0", "").trim().slice(0, 200) || undefined,
    sort: programmeSorts.find((one) => one === query.sort),
    isReversed: query.order === "reversed" || undefined,
  };
}

/** A choice of programmes as it stands in an address. */
export function programmeChoiceQuery({
  status,
  target,
  search,
  sort,
  isReversed,
}: ProgrammeChoice): Record<string, string | undefined> {
  return { status, for: target, q: search, sort, order: sort && isReversed ? "reversed" : undefined };
}

interface Sortable {
  name: string;
  figures: ProgrammeFigures;
}

/** Programmes in the order asked for: names from A, figures from the highest; one that nobody has finished has no rate and comes last. */
export function sortProgrammes<Row extends Sortable>(
  programmes: readonly Row[],
  { sort, isReversed = false }: ProgrammeChoice,
): Row[] {
  if (!sort) return [...programmes];
  const turn = isReversed ? -1 : 1;
  if (sort === "name") return [...programmes].sort((a, b) => turn * names.compare(a.name, b.name));
  return [...programmes].sort((a, b) => {
    const [left, right] = [figureOf(a, sort), figureOf(b, sort)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return turn * (right - left);
  });
}

const names = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

function figureOf({ figures }: Sortable, sort: Exclude<ProgrammeSort, "name">): number | null {
  return sort === "rate" ? completionRate(figures) : figures[sort];
}
