import { withQuery } from "@/components/ui/hrefs";
import type { Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import { type PassFilter, passQuery } from "@/lib/insights/report/pass-filter";
import type { Range } from "@/lib/insights/report/range";

/** Which report is looked at: of which job, and of which version of it (null: of all). */
export interface Place {
  workspace: string;
  job: string;
  version: number | null;
}

/** Address of a job's report. */
export function reportHref(
  { workspace, job, version }: Place,
  { range, hash = "" }: { range?: Range | undefined; hash?: string } = {},
): string {
  return (
    withQuery(programmeHref(workspace, { kind: "job", slug: job }), { version: version?.toString(), range }) +
    hash
  );
}

/** Address of the list of a job's customers. */
export function customersPath({ workspace, job }: Pick<Place, "workspace" | "job">): string {
  return `${programmeHref(workspace, { kind: "job", slug: job })}/customers`;
}

/** Address of the customers behind a figure of a report. */
export function customersHref(
  { workspace, job, version }: Place,
  filter: PassFilter,
  after?: string | undefined,
): string {
  return withQuery(customersPath({ workspace, job }), {
    ...passQuery({ version: version ?? undefined, ...filter }),
    after,
  });
}

/** Address of the deliveries behind a figure of a report. */
export function deliveriesHref(
  { workspace, job, version }: Place,
  filter: { action?: string; status?: DeliveryStatus; reason?: Reason | null },
): string {
  return withQuery(`/${workspace}/deliveries`, {
    job,
    action: filter.action,
    status: filter.status,
    reason: filter.reason ?? undefined,
    version: version?.toString(),
  });
}
