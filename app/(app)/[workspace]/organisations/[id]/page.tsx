import type { Metadata } from "next";
import { Attributes } from "@/components/people/attributes";
import { OrganisationPeople } from "@/components/people/organisation-people";
import { Passes } from "@/components/people/passes";
import { Timeline } from "@/components/people/timeline";
import { TimelineFilters } from "@/components/people/timeline-filters";
import { Avatar } from "@/components/ui/avatar";
import { Facts } from "@/components/ui/facts";
import { only, withQuery } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { AskWhy, notEntered } from "@/components/why/ask-why";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { getOrganisation } from "@/lib/insights/customers/get-organisation";
import { listEventNames, listTimeline } from "@/lib/insights/timeline/list-timeline";
import { timelineFilter, timelineQuery } from "@/lib/insights/timeline/timeline-filter";
import { programmesToAsk } from "@/lib/insights/why/programmes-to-ask";
import { mayAct } from "@/lib/workspaces/schema";
import { addToJob, removeFromJob } from "../../people/mutations";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage({ params, searchParams }: WorkspacePage<{ id: string }>) {
  const { workspace: slug, id } = await params;
  const ctx = await pageContext(slug);
  const query = await searchParams;
  const after = only(query.after);
  const filter = timelineFilter({ show: only(query.show), event: only(query.event)?.slice(0, 200) });
  const [organisation, timeline, names, programmes] = await Promise.all([
    orNotFound(getOrganisation(ctx, id)),
    listTimeline(ctx, { entity: "organisation", id }, decodeCursor(after), undefined, filter),
    listEventNames(ctx, { entity: "organisation", id }),
    programmesToAsk(ctx, "organisation"),
  ]);
  const { zone } = ctx;
  const here = `/${slug}/organisations/${id}`;
  const customer = { entity: "organisation" as const, id, name: organisation.name };
  return (
    <>
      <div className="flex gap-4">
        <div className="pt-6 max-sm:hidden">
          <Avatar entity="organisation" name={organisation.name} size="large" />
        </div>
        <div className="min-w-0 flex-1">
          <PageHeader
            title={organisation.name}
            up={{ href: `/${slug}/organisations`, label: "Organisations" }}
            about={organisation.domain ?? organisation.groupId}
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
          <Facts
            lines={[
              ["Group ID", organisation.groupId],
              ["Domain", organisation.domain],
              ["Last seen", <Time key="last" at={organisation.lastSeenAt} now={ctx.now} zone={zone} />],
              ["First seen", <Time key="first" at={organisation.firstSeenAt} now={ctx.now} zone={zone} />],
            ]}
          />
          <OrganisationPeople
            workspace={slug}
            people={organisation.people}
            total={organisation.peopleCount}
            more={`${here}/people`}
          />
          <Passes
            workspace={slug}
            customer={customer}
            jobs={programmes}
            {...(mayAct(ctx.role, "editor") && {
              byHand: { add: addToJob.bind(null, slug), remove: removeFromJob.bind(null, slug) },
            })}
            passes={organisation.passes}
            now={ctx.now}
            zone={zone}
          />
          <AskWhy
            workspace={slug}
            customer={customer}
            programmes={notEntered(programmes, organisation.passes)}
          />
        </div>
        <div className="min-w-0 max-lg:order-3">
          <Attributes
            workspace={slug}
            customer={customer}
            rows={organisation.attributes}
            now={ctx.now}
            zone={zone}
          />
        </div>
      </div>
    </>
  );
}
