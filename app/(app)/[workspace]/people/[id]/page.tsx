import type { Metadata } from "next";
import { Attributes } from "@/components/people/attributes";
import { Passes } from "@/components/people/passes";
import { PersonFacts } from "@/components/people/person-facts";
import { Timeline } from "@/components/people/timeline";
import { TimelineFilters } from "@/components/people/timeline-filters";
import { Avatar } from "@/components/ui/avatar";
import { only, withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { AskWhy, notEntered } from "@/components/why/ask-why";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { getPerson } from "@/lib/insights/customers/get-person";
import { listEventNames, listTimeline } from "@/lib/insights/timeline/list-timeline";
import { timelineFilter, timelineQuery } from "@/lib/insights/timeline/timeline-filter";
import { programmesToAsk } from "@/lib/insights/why/programmes-to-ask";
import { mayAct } from "@/lib/workspaces/schema";
import { addToJob, removeFromJob } from "../mutations";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params, searchParams }: WorkspacePage<{ id: string }>) {
  const { workspace: slug, id } = await params;
  const ctx = await pageContext(slug);
  const query = await searchParams;
  const after = only(query.after);
  const filter = timelineFilter({ show: only(query.show), event: only(query.event)?.slice(0, 200) });
  const [person, timeline, names, programmes] = await Promise.all([
    orNotFound(getPerson(ctx, id)),
    listTimeline(ctx, { entity: "person", id }, decodeCursor(after), undefined, filter),
    listEventNames(ctx, { entity: "person", id }),
    programmesToAsk(ctx, "person"),
  ]);
  const { zone } = ctx;
  const here = `/${slug}/people/${id}`;
  const customer = { entity: "person" as const, id, name: person.name };
  return (
    <>
      <div className="flex gap-4">
        <div className="pt-6 max-sm:hidden">
          <Avatar entity="person" name={person.name} size="large" />
        </div>
        <div className="min-w-0 flex-1">
          <PageHeader
            title={person.name}
            up={{ href: `/${slug}/people`, label: "People" }}
            aside={person.suppressedAt ? <Status tone="bad">Not to be written to</Status> : null}
            about={
              person.mergedInto ? (
                <>
                  This person turned out to be{" "}
                  <Link
                    href={`/${slug}/people/${person.mergedInto.id}`}
                    className="font-medium text-accent hover:underline"
                  >
                    {person.mergedInto.name}
                  </Link>
                  .
                </>
              ) : (
                (person.email ?? "No email address")
              )
            }
          />
        </div>
      </div>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 max-lg:order-2 lg:row-span-2">
          <Section title="Timeline">
            <TimelineFilters here={here} filter={filter} names={names} />
            <Timeline
              workspace={slug}
              customer={customer}
              entries={timeline.rows}
              isFiltered={filter.show.length > 0}
              now={ctx.now}
              zone={zone}
            />
            <Pager
              first={after ? withQuery(here, timelineQuery(filter)) : null}
              next={
                timeline.next ? withQuery(here, { ...timelineQuery(filter), after: timeline.next }) : null
              }
            />
          </Section>
        </div>
        <div className="min-w-0 space-y-8 max-lg:order-1">
          <PersonFacts workspace={slug} person={person} now={ctx.now} zone={zone} />
          <Passes
            workspace={slug}
            customer={customer}
            jobs={programmes}
            {...(mayAct(ctx.role, "editor") && {
              byHand: { add: addToJob.bind(null, slug), remove: removeFromJob.bind(null, slug) },
            })}
            passes={person.passes}
            now={ctx.now}
            zone={zone}
          />
          <AskWhy workspace={slug} customer={customer} programmes={notEntered(programmes, person.passes)} />
        </div>
        <div className="min-w-0 max-lg:order-3">
          <Attributes
            workspace={slug}
            customer={customer}
            rows={person.attributes}
            now={ctx.now}
            zone={zone}
          />
        </div>
      </div>
    </>
  );
}
