import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { OrganisationRow } from "@/lib/insights/customers/list-organisations";
import { count } from "@/lib/words/figures";

interface Props {
  workspace: string;
  organisations: OrganisationRow[];
  now: Date;
  zone: string;
}

/** Organisations as a table, a row each. */
export function OrganisationTable({ workspace, organisations, now, zone }: Props) {
  return (
    <div className="card overflow-hidden">
      <table className="w-full text-left sm:table-fixed">
        <thead className="border-b border-line text-xs text-ink-3 max-sm:sr-only">
          <tr>
            <th className="px-4 py-2.5 font-medium">Name</th>
            <th className="w-[30%] px-4 py-2.5 font-medium max-sm:hidden">Domain</th>
            <th className="w-24 px-4 py-2.5 text-right font-medium">People</th>
            <th className="w-32 px-4 py-2.5 text-right font-medium">Last seen</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {organisations.map((organisation) => (
            <tr key={organisation.id} className="row">
              <td className="px-4 py-2.5 max-sm:w-full max-sm:max-w-0">
                <span className="flex min-w-0 items-center gap-2.5">
                  <Avatar entity="organisation" name={organisation.name} />
                  <Link
                    href={`/${workspace}/organisations/${organisation.id}`}
                    className="row-link min-w-0 truncate font-medium"
                    title={organisation.name}
                  >
                    {organisation.name}
                  </Link>
                </span>
              </td>
              <td className="truncate px-4 py-2.5 text-ink-2 max-sm:hidden">
                {organisation.domain ?? organisation.groupId}
              </td>
              <td className="px-4 py-2.5 text-right tabular-nums">{count(organisation.people)}</td>
              <td className="px-4 py-2.5 text-right text-sm whitespace-nowrap text-ink-3">
                <Time at={organisation.lastSeenAt} now={now} zone={zone} className="relative z-[1]" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
