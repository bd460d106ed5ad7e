import { Send } from "lucide-react";
import type { Metadata } from "next";
import { DeliveryFilters } from "@/components/deliveries/delivery-filters";
import { DeliveryTable } from "@/components/deliveries/delivery-table";
import { Empty } from "@/components/ui/empty";
import { only, withQuery } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { pageContext } from "@/lib/edge/page";
import type { WorkspacePage } from "@/lib/edge/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { isDeliveryKind, isDeliveryStatus } from "@/lib/insights/delivery-words";
import { listDeliveries } from "@/lib/insights/list-deliveries";
import { listJobNames } from "@/lib/insights/list-jobs";
import { readVersion } from "@/lib/insights/report/pass-filter";

export const metadata: Metadata = { title: "Deliveries" };

export default async function DeliveriesPage({ params, searchParams }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const query = await searchParams;
  const kind = only(query.kind);
  const status = only(query.status);
  const chosen = {
    job: only(query.job),
    action: only(query.action),
    kind: isDeliveryKind(kind) ? kind : undefined,
    status: isDeliveryStatus(status) ? status : undefined,
    reason: only(query.reason),
    version: readVersion(only(query.version))?.toString(),
  };
  const after = only(query.after);
  const { job: jobSlug, action: actionId, version, ...rest } = chosen;
  const [jobs, page] = await Promise.all([
    listJobNames(ctx),
    listDeliveries(
      ctx,
      { ...rest, jobSlug, actionId, version: version ? Number(version) : undefined },
      decodeCursor(after),
    ),
  ]);
  const here = `/${ctx.workspace.slug}/deliveries`;
  const filtered = Object.values(chosen).some(Boolean);
  return (
    <>
      <PageHeader
        title="Deliveries"
        about="Every message, team note and update that a job decided on, and what became of it."
      />
      <DeliveryFilters key={JSON.stringify(chosen)} here={here} jobs={jobs} chosen={chosen} />
      {page.rows.length > 0 ? (
        <DeliveryTable
          workspace={ctx.workspace.slug}
          rows={page.rows}
          now={ctx.now}
          zone={ctx.workspace.timezone}
        />
      ) : (
        <Empty icon={Send} title={filtered ? "Nothing matches these filters" : "Nothing sent yet"}>
          {filtered
            ? "Take a filter away to see more."
            : "As soon as a customer enters a live job, what it sends stands here, exactly as it was sent."}
        </Empty>
      )}
      <Pager
        first={after ? withQuery(here, chosen) : null}
        next={page.next ? withQuery(here, { ...chosen, after: page.next }) : null}
      />
    </>
  );
}
