import { ArrowDown, ArrowUp } from "lucide-react";
import { customersHref } from "@/components/jobs/hrefs";
import { JobStatus } from "@/components/jobs/job-status";
import { Rate } from "@/components/jobs/rate";
import { withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { programmeHref, programmesHref } from "@/lib/edge/pages/programme-href";
import type { ListedProgramme } from "@/lib/insights/programmes/list-of-kind";
import {
  type ProgrammeChoice,
  type ProgrammeSort,
  programmeChoiceQuery,
} from "@/lib/insights/programmes/programme-choice";
import type { Show } from "@/lib/insights/report/pass-filter";
import { completionRate, count, percent } from "@/lib/words/figures";

interface Props {
  workspace: string;
  jobs: ListedProgramme[];
  choice: ProgrammeChoice;
}

const figures = [
  { show: "entered", label: "Entered", word: "entered" },
  { show: "open", label: "In it", word: "in it" },
  { show: "completed", label: "Completed", word: "completed" },
  { show: "exited", label: "Exited", word: "exited" },
] as const;

/** The jobs of a workspace; each figure leads to its customers, each heading puts the jobs in its order. */
export function JobTable({ workspace, jobs, choice }: Props) {
  const head = (sort: ProgrammeSort, label: string, right = false) => (
    <Head key={sort} workspace={workspace} choice={choice} sort={sort} label={label} right={right} />
  );
  return (
    <div className="card overflow-hidden">
      <table className="w-full text-left">
        <thead className="border-b border-line text-xs text-ink-3 max-md:sr-only">
          <tr>
            {head("name", "Job")}
            <th scope="col" className="px-4 py-2.5 font-medium">
              Status
            </th>
            {figures.map(({ show, label }) => head(show, label, true))}
            {head("rate", "Completion")}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {jobs.map((job) => (
            <Row key={job.id} workspace={workspace} job={job} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ workspace, job }: { workspace: string; job: ListedProgramme }) {
  const rate = completionRate(job.figures);
  return (
    <tr className="row max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3">
      <td className="max-w-0 px-4 py-2 max-md:max-w-none max-md:min-w-0 max-md:p-0 md:w-[36%]">
        <span className="flex items-baseline gap-2">
          <Link
            href={programmeHref(workspace, { kind: "job", slug: job.slug })}
            className="row-link min-w-0 truncate font-medium"
            title={job.name}
          >
            {job.name}
          </Link>
          {job.target === "organisation" ? (
            <span className="shrink-0 text-xs text-ink-3">for organisations</span>
          ) : null}
        </span>
      </td>
      <td className="px-4 py-2 text-sm text-ink-2 max-md:p-0 max-md:text-right">
        <JobStatus status={job.status} />
      </td>
      {figures.map(({ show }) => (
        <td key={show} className="px-4 py-2 text-right tabular-nums max-md:hidden">
          <Figure workspace={workspace} job={job} show={show} word="" />
        </td>
      ))}
      <td className="px-4 py-2 max-md:hidden md:w-40">
        <Rate rate={rate} />
      </td>
      <td className="text-sm text-ink-2 tabular-nums max-md:col-span-2 md:hidden">
        {job.figures.entered === 0 ? (
          "Nobody has entered yet"
        ) : (
          <span className="flex flex-wrap gap-x-3">
            {figures.map(({ show, word }) => (
              <Figure key={show} workspace={workspace} job={job} show={show} word={` ${word}`} />
            ))}
            {rate === null ? null : <span className="ml-auto font-medium text-ink">{percent(rate)}</span>}
          </span>
        )}
      </td>
    </tr>
  );
}

interface FigureProps {
  workspace: string;
  job: ListedProgramme;
  show: Show;
  word: string;
}

function Figure({ workspace, job, show, word }: FigureProps) {
  const value = job.figures[show];
  if (value === 0) return <span className="text-ink-3">0{word}</span>;
  return (
    <Link
      href={customersHref({ workspace, job: job.slug, version: null }, { show })}
      className="quiet-link relative z-[1]"
      prefetch={false}
    >
      {count(value)}
      {word}
    </Link>
  );
}

interface HeadProps {
  workspace: string;
  choice: ProgrammeChoice;
  sort: ProgrammeSort;
  label: string;
  right: boolean;
}

function Head({ workspace, choice, sort, label, right }: HeadProps) {
  const isChosen = choice.sort === sort;
  const isReversed = isChosen && Boolean(choice.isReversed);
  // Figures start with the highest, names with A: a second click turns it round, a third goes back to the order by life.
  const next = isReversed ? { sort: undefined } : { sort, isReversed: isChosen };
  const falls = (sort === "name") === isReversed;
  return (
    <th
      scope="col"
      aria-sort={isChosen ? (falls ? "descending" : "ascending") : undefined}
      className={`px-4 py-2.5 font-medium ${right ? "text-right" : ""}`}
    >
      <Link
        href={withQuery(programmesHref(workspace, "job"), programmeChoiceQuery({ ...choice, ...next }))}
        scroll={false}
        prefetch={false}
        className={`inline-flex items-center gap-1 hover:text-ink ${isChosen ? "text-ink" : ""}`}
      >
        {label}
        {isChosen ? falls ? <ArrowDown aria-hidden size={12} /> : <ArrowUp aria-hidden size={12} /> : null}
      </Link>
    </th>
  );
}
