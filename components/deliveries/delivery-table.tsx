import { KindIcon } from "@/components/deliveries/kind-icon";
import { CustomerLink } from "@/components/links/customer-link";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { actionEntries } from "@/lib/actions/kinds";
import { isSent } from "@/lib/channels/channels";
import { reasons } from "@/lib/deliveries/reasons";
import type { DeliveryRow } from "@/lib/insights/deliveries/list-deliveries";
import { statusWords } from "@/lib/words/delivery-words";

/** The ledger as a table, a row a delivery. */
export function DeliveryTable({
  workspace,
  rows,
  now,
  zone,
}: {
  workspace: string;
  rows: DeliveryRow[];
  now: Date;
  zone: string;
}) {
  return (
    <div className="card overflow-hidden">
      <table className="w-full table-fixed text-left">
        <thead className="border-b border-line text-xs text-ink-3 max-md:sr-only">
          <tr>
            <th className="px-4 py-2.5 font-medium">What</th>
            <th className="w-[21%] px-4 py-2.5 font-medium">For</th>
            <th className="w-[26%] px-4 py-2.5 font-medium">Outcome</th>
            <th className="w-32 px-4 py-2.5 text-right font-medium">When</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr
              key={row.id}
              className="row align-top max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-3"
            >
              <td className="px-4 py-2.5 max-md:min-w-0 max-md:p-0">
                <span className="flex min-w-0 items-center gap-2.5">
                  <KindIcon kind={row.kind} size={15} />
                  <Link
                    href={`/${workspace}/deliveries/${row.id}`}
                    className="row-link min-w-0 truncate font-medium"
                    title={row.headline}
                  >
                    {row.headline || actionEntries[row.kind].label}
                  </Link>
                </span>
                <span className="block truncate pl-[25px] text-xs text-ink-3" title={row.job.name}>
                  {row.job.name}
                </span>
              </td>
              <td className="px-4 py-2.5 max-md:order-1 max-md:col-span-2 max-md:min-w-0 max-md:p-0 max-md:pl-[25px]">
                <CustomerLink workspace={workspace} customer={row.customer} />
                <span className="block truncate text-xs text-ink-3 max-md:hidden" title={row.recipient}>
                  {isSent(row.channel) ? row.recipient || "no recipient" : "on the record"}
                </span>
              </td>
              <td className="px-4 py-2.5 text-sm max-md:order-2 max-md:col-span-2 max-md:p-0 max-md:pl-[25px]">
                <Status tone={statusWords[row.status].tone}>{statusWords[row.status].label}</Status>
                {row.reason ? (
                  <span className="block truncate pl-4 text-xs text-ink-3" title={reasons[row.reason]}>
                    {reasons[row.reason]}
                  </span>
                ) : null}
              </td>
              <td className="px-4 py-2.5 text-right text-sm text-ink-3 max-md:p-0">
                <Time at={row.sentAt ?? row.decidedAt} now={now} zone={zone} className="relative z-[1]" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
