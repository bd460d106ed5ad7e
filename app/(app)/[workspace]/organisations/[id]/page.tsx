import type { Metadata } from "next";
import { Attributes } from "@/components/people/attributes";
import { OrganisationPeople } from "@/components/people/organisation-people";
import { Passes } from "@/components/people/passes";
import { Timeline } from "@/components/people/timeline";
import { Avatar } from "@/components/ui/avatar";
import { Facts } from "@/components/ui/facts";
import { only, withQuery } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { AskWhy, notEntered } from "@/components/why/ask-why";
import { orNotFound, pageContext } from "@/lib/edge/page";
import type { WorkspacePage } from "@/lib/edge/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { getOrganisation } from "@/lib/insights/get-organisation";
import { listTimeline } from "@/lib/insights/list-timeline";
import { jobsToAsk } from "@/lib/insights/why/jobs-to-ask";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage({ params, searchParams }: WorkspacePage<{ id: string }>) {
  const { workspace: slug, id } = await params;
  const ctx = await pageContext(slug);
  const after = only((await searchParams).after);
  const [organisation, timeline, jobs] = await Promise.all([
    orNotFound(getOrganisation(ctx, id)),
    listTimeline(ctx, { entity: "organisation", id }, decodeCursor(after)),
    jobsToAsk(ctx, "organisation"),
  ]);
  const { timezone: zone } = ctx.workspace;
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
            <Timeline workspace={slug} entries={timeline.rows} now={ctx.now} zone={zone} />
            <Pager
              first={after ? here : null}
              next={timeline.next ? withQuery(here, { after: timeline.next }) : null}
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
          />
          <Passes
            workspace={slug}
            customer={customer}
            passes={organisation.passes}
            now={ctx.now}
            zone={zone}
          />
          <AskWhy workspace={slug} customer={customer} jobs={notEntered(jobs, organisation.passes)} />
        </div>
        <div className="min-w-0 max-lg:order-3">
          <Attributes rows={organisation.attributes} now={ctx.now} zone={zone} />
        </div>
      </div>
    </>
  );
}
