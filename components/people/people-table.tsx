import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { PersonRow } from "@/lib/insights/customers/list-people";

/** People as a table, a row a person. */
export function PeopleTable({
  workspace,
  people,
  now,
  zone,
}: {
  workspace: string;
  people: PersonRow[];
  now: Date;
  zone: string;
}) {
  return (
    <div className="card overflow-hidden">
      <table className="w-full text-left sm:table-fixed">
        <thead className="border-b border-line text-xs text-ink-3 max-sm:sr-only">
          <tr>
            <th className="px-4 py-2.5 font-medium">Name</th>
            <th className="w-[30%] px-4 py-2.5 font-medium max-md:hidden">Email</th>
            <th className="w-[22%] px-4 py-2.5 font-medium max-sm:hidden">Organisation</th>
            <th className="w-28 px-4 py-2.5 text-right font-medium">Last seen</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {people.map((person) => (
            <tr key={person.id} className="row">
              <td className="px-4 py-2.5 max-sm:w-full max-sm:max-w-0">
                <span className="flex min-w-0 items-center gap-2.5">
                  <Avatar entity="person" name={person.name} />
                  <span className="min-w-0">
                    <Link
                      href={`/${workspace}/people/${person.id}`}
                      className="row-link block truncate font-medium"
                      title={person.name}
                    >
                      {person.name}
                    </Link>
                    <span className="block truncate text-xs text-ink-3 md:hidden">{secondLine(person)}</span>
                  </span>
                </span>
              </td>
              <td className="truncate px-4 py-2.5 text-ink-2 max-md:hidden" title={person.email ?? undefined}>
                {person.email ?? <span className="text-ink-3">none</span>}
              </td>
              <td className="truncate px-4 py-2.5 text-ink-2 max-sm:hidden">
                {person.organisation ? (
                  <Link
                    href={`/${workspace}/organisations/${person.organisation.id}`}
                    className="quiet-link relative z-[1]"
                    title={person.organisation.name}
                  >
                    {person.organisation.name}
                  </Link>
                ) : null}
              </td>
              <td className="px-4 py-2.5 text-right text-sm whitespace-nowrap text-ink-3">
                <Time at={person.lastSeenAt} now={now} zone={zone} className="relative z-[1]" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where there is room for one line more: whatever the name does not say already. */
function secondLine({ name, email, userId, organisation }: PersonRow): string | null {
  return [email, organisation?.name ?? null, userId].find((one) => one !== null && one !== name) ?? null;
}
