import { Users } from "lucide-react";
import type { Metadata } from "next";
import { customersHref, type Place, reportHref } from "@/components/jobs/hrefs";
import { PassFilters } from "@/components/jobs/passes/pass-filters";
import { PassTable } from "@/components/jobs/passes/pass-table";
import { stepWords } from "@/components/jobs/report/step-words";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { Empty } from "@/components/ui/empty";
import { only } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { definitionShown, getOverview } from "@/lib/insights/programmes/get-overview";
import { nextSteps } from "@/lib/insights/programmes/next-steps";
import { countPasses, listPasses } from "@/lib/insights/report/list-passes";
import { type PassFilter, readPassFilter, shows } from "@/lib/insights/report/pass-filter";
import { daysInWords } from "@/lib/insights/report/words";
import { findArm } from "@/lib/programmes/edit/arms";
import type { Definition } from "@/lib/programmes/schema";
import { armWords } from "@/lib/programmes/steps/branch";
import { plural } from "@/lib/words/figures";

export const metadata: Metadata = { title: "Customers of a job" };

const titles = {
  entered: "Who entered",
  open: "Who is in it",
  completed: "Who completed it",
  exited: "Who exited",
} as const;
const tabs = { entered: "Entered", open: "In it", completed: "Completed", exited: "Exited" } as const;

export default async function JobCustomersPage({ params, searchParams }: WorkspacePage<{ slug: string }>) {
  const { workspace, slug } = await params;
  const ctx = await pageContext(workspace);
  const { timezone: zone } = ctx.workspace;
  const query = await searchParams;
  const after = only(query.after);
  const filter = readPassFilter(
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, only(value)])),
  );
  const job = await orNotFound(getOverview(ctx, { kind: "job", slug }));
  const wanted = { programmeId: job.id, filter, zone };
  const [page, customers, definition] = await Promise.all([
    listPasses(ctx, wanted, decodeCursor(after)),
    countPasses(ctx, wanted),
    filter.step ? definitionShown(ctx, job, filter.version ?? null) : null,
  ]);
  const steps = await nextSteps(ctx, {
    programmeId: job.id,
    passes: page.rows.filter(({ status }) => status === "open"),
    zone,
  });
  const place: Place = { workspace: ctx.workspace.slug, job: slug, version: filter.version ?? null };
  return (
    <>
      <PageHeader
        title={titles[filter.show]}
        up={{ href: reportHref(place), label: job.name }}
        about={`${plural(customers, job.target === "person" ? "person" : "organisation", job.target === "person" ? "people" : "organisations")}${daysOf(filter)}, the latest first.`}
      />
      <div className="mb-3 flex">
        <ChoiceLinks
          label="Which customers"
          choices={shows.map((show) => ({
            key: show,
            label: tabs[show],
            href: customersHref(place, { show, days: filter.days }),
            isChosen: show === filter.show,
          }))}
        />
      </div>
      <PassFilters
        key={JSON.stringify(filter)}
        place={place}
        filter={filter}
        versions={job.versions.map(({ version }) => version)}
        passedWords={filter.passed ? passedWords(filter.passed, definition) : null}
        stepWords={filter.step === undefined ? null : wordsOfStep(filter.step, definition)}
      />
      {page.rows.length > 0 ? (
        <PassTable
          workspace={ctx.workspace.slug}
          job={slug}
          passes={page.rows}
          steps={steps}
          showsVersion={job.versions.length > 1}
          now={ctx.now}
          zone={zone}
        />
      ) : (
        <Empty icon={Users} title="Nobody here">
          {after
            ? "The list ends before this page."
            : "No customer of this job matches what is chosen above."}
        </Empty>
      )}
      <Pager
        first={after ? customersHref(place, filter) : null}
        next={page.next ? customersHref(place, filter, page.next) : null}
        firstLabel="Latest"
        nextLabel="Earlier"
      />
    </>
  );
}

function daysOf({ show, days }: PassFilter): string {
  if (!days) return "";
  const verb = show === "completed" || show === "exited" ? show : "entered";
  return `, ${verb} ${daysInWords(days)}`;
}

function wordsOfStep(step: string, definition: Parameters<typeof stepWords>[0]): string {
  return step === "" ? "All steps behind them" : `Before: ${stepWords(definition, step)}`;
}

/** What they went through: the step, or the way that was chosen there. */
function passedWords(
  { step, way }: NonNullable<PassFilter["passed"]>,
  definition: Definition | null,
): string {
  const arm = definition && way ? findArm(definition, way)?.arm : null;
  if (arm) return armWords(arm);
  const words = stepWords(definition, step);
  return way ? `${words} · ${way}` : words;
}
