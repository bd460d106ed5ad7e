import { Users } from "lucide-react";
import type { Metadata } from "next";
import { PeopleTable } from "@/components/people/people-table";
import { Empty } from "@/components/ui/empty";
import { only, withQuery } from "@/components/ui/hrefs";
import { LiveSearch } from "@/components/ui/live-search";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { listPeople } from "@/lib/insights/customers/list-people";
import { foundWords } from "@/lib/words/figures";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ params, searchParams }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const query = await searchParams;
  const search = only(query.q)?.trim().slice(0, 200) ?? "";
  const after = only(query.after);
  const page = await listPeople(ctx, search, decodeCursor(after));
  const here = `/${ctx.workspace.slug}/people`;
  return (
    <>
      <PageHeader title="People" about="Your customers' users, the latest seen first." />
      <LiveSearch
        here={here}
        value={search}
        label="Find by the beginning of a name, email or user ID"
        found={foundWords(page, "person", "people")}
      />
      {page.rows.length > 0 ? (
        <PeopleTable workspace={ctx.workspace.slug} people={page.rows} now={ctx.now} zone={ctx.zone} />
      ) : (
        <Empty icon={Users} title={search ? `Nobody found for “${search}”` : "Nobody here yet"}>
          {search
            ? "A search looks at how first names, last names, emails and user IDs begin."
            : "A person appears with their first identify call, or an event that carries a user ID or an email."}
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
