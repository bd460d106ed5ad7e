import { History } from "lucide-react";
import type { Metadata } from "next";
import { ActivityList } from "@/components/settings/activity-list";
import { Empty } from "@/components/ui/empty";
import { only, withQuery } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { listActivity } from "@/lib/insights/list-activity";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ params, searchParams }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const after = only((await searchParams).after);
  const { rows, next } = await listActivity(ctx, decodeCursor(after), ctx.role);
  const here = `/${ctx.workspace.slug}/settings/activity`;
  return (
    <>
      <PageHeader title="Activity" about="Who changed what, members and programs alike." />
      {rows.length > 0 ? (
        // What members do happens in real time, whatever the clock of the instance says.
        <ActivityList workspace={ctx.workspace.slug} rows={rows} now={new Date()} zone={ctx.zone} />
      ) : (
        <Empty icon={History} title="Nothing has been changed yet">
          Whoever publishes a job, makes a key or invites somebody is listed here.
        </Empty>
      )}
      <Pager first={after ? here : null} next={next ? withQuery(here, { after: next }) : null} />
    </>
  );
}
