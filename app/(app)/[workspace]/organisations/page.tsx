import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { OrganisationTable } from "@/components/people/organisation-table";
import { Empty } from "@/components/ui/empty";
import { only, withQuery } from "@/components/ui/hrefs";
import { LiveSearch } from "@/components/ui/live-search";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { listOrganisations } from "@/lib/insights/customers/list-organisations";
import { foundWords } from "@/lib/words/figures";

export const metadata: Metadata = { title: "Organisations" };

export default async function OrganisationsPage({ params, searchParams }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const query = await searchParams;
  const search = only(query.q)?.trim().slice(0, 200) ?? "";
  const after = only(query.after);
  const page = await listOrganisations(ctx, search, decodeCursor(after));
  const here = `/${ctx.workspace.slug}/organisations`;
  return (
    <>
      <PageHeader title="Organisations" about="Your customers' companies, the latest seen first." />
      <LiveSearch
        here={here}
        value={search}
        label="Find by the beginning of a name, or by group ID"
        found={foundWords(page, "organisation", "organisations")}
      />
      {page.rows.length > 0 ? (
        <OrganisationTable
          workspace={ctx.workspace.slug}
          organisations={page.rows}
          now={ctx.now}
          zone={ctx.zone}
        />
      ) : (
        <Empty icon={Building2} title={search ? `None found for “${search}”` : "No organisations yet"}>
          {search
            ? "A search looks at how names begin, and at whole group IDs."
            : "An organisation appears with its first group call."}
        </Empty>
      )}
      <Pager
        first={after ? withQuery(here, { q: search }) : null}
        next={page.next ? withQuery(here, { q: search, after: page.next }) : null}
        firstLabel="First page"
        nextLabel="More"
      />
    </>
  );
}
