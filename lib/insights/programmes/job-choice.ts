import { type Entity, entities } from "@/lib/profiles/schema";
import { type ProgrammeStatus, programmeStatuses } from "@/lib/programme-status";
import { completionRate, type JobFigures } from "@/lib/words/figures";

export const jobSorts = ["name", "entered", "open", "completed", "exited", "rate"] as const;
export type JobSort = (typeof jobSorts)[number];

/** Which jobs a list shows, and in which order. */
export interface JobChoice {
  status?: ProgrammeStatus | undefined;
  target?: Entity | undefined;
  /** Part of the name. */
  search?: string | undefined;
  /** Absent: by life, the latest changed first. */
  sort?: JobSort | undefined;
  isReversed?: boolean | undefined;
}

type Query = Readonly<Record<string, string | undefined>>;

/** Reads a choice of jobs from an address; what makes no sense is left out. */
export function readJobChoice(query: Query): JobChoice {
  return {
    status: programmeStatuses.find((one) => one === query.status),
    target: entities.find((one) => one === query.for),
    search: query.q?.replaceAll("\0", "").trim().slice(0, 200) || undefined,
    sort: jobSorts.find((one) => one === query.sort),
    isReversed: query.order === "reversed" || undefined,
  };
}

/** A choice of jobs as it stands in an address. */
export function jobChoiceQuery({
  status,
  target,
  search,
  sort,
  isReversed,
}: JobChoice): Record<string, string | undefined> {
  return { status, for: target, q: search, sort, order: sort && isReversed ? "reversed" : undefined };
}

interface Sortable {
  name: string;
  figures: JobFigures;
}

/** Jobs in the order asked for: names from A, figures from the highest; a job that nobody has finished has no rate and comes last. */
export function sortJobs<Row extends Sortable>(
  jobs: readonly Row[],
  { sort, isReversed = false }: JobChoice,
): Row[] {
  if (!sort) return [...jobs];
  const turn = isReversed ? -1 : 1;
  if (sort === "name") return [...jobs].sort((a, b) => turn * names.compare(a.name, b.name));
  return [...jobs].sort((a, b) => {
    const [left, right] = [figureOf(a, sort), figureOf(b, sort)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return turn * (right - left);
  });
}

const names = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

function figureOf({ figures }: Sortable, sort: Exclude<JobSort, "name">): number | null {
  return sort === "rate" ? completionRate(figures) : figures[sort];
}
