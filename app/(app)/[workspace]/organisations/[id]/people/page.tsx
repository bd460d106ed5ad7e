import type { Metadata } from "next";
import { CustomerLink } from "@/components/links/customer-link";
import { only, withQuery } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { getOrganisation } from "@/lib/insights/customers/get-organisation";
import { listPeopleOf } from "@/lib/insights/customers/list-people-of";
import { plural } from "@/lib/words/figures";

export const metadata: Metadata = { title: "People of an organisation" };

export default async function OrganisationPeoplePage({
  params,
  searchParams,
}: WorkspacePage<{ id: string }>) {
  const { workspace: slug, id } = await params;
  const ctx = await pageContext(slug);
  const after = only((await searchParams).after)?.slice(0, 60) ?? null;
  const [organisation, page] = await Promise.all([
    orNotFound(getOrganisation(ctx, id)),
    listPeopleOf(ctx, id, after),
  ]);
  const here = `/${slug}/organisations/${id}`;
  return (
    <>
      <PageHeader
        title={`People of ${organisation.name}`}
        up={{ href: here, label: organisation.name }}
        about={plural(organisation.peopleCount, "person", "people")}
      />
      {page.rows.length === 0 ? (
        <p className="card px-4 py-4 text-ink-2">Nobody belongs to it yet.</p>
      ) : (
        <ul className="card divide-y divide-line">
          {page.rows.map((person) => (
            <li key={person.id} className="flex items-center justify-between gap-4 px-4 py-2.5">
              <span className="flex min-w-0 items-baseline gap-3">
                <CustomerLink workspace={slug} customer={person} avatar />
                <span className="min-w-0 truncate text-sm text-ink-3 max-sm:hidden">{person.email}</span>
              </span>
              <span className="shrink-0 text-sm text-ink-3">
                {person.primaryContact ? "Primary contact, since " : "since "}
                <Time at={person.since} now={ctx.now} zone={ctx.zone} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pager
        first={after ? `${here}/people` : null}
        next={page.next ? withQuery(`${here}/people`, { after: page.next }) : null}
        firstLabel="First page"
        nextLabel="More"
      />
    </>
  );
}
