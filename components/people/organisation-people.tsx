import { CustomerLink } from "@/components/links/customer-link";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { Organisation } from "@/lib/insights/customers/get-organisation";
import { count } from "@/lib/words/figures";

/** The people of an organisation. */
export function OrganisationPeople({
  workspace,
  people,
  total,
  more,
}: {
  workspace: string;
  /** Address of the whole list. */
  more: string;
  people: Organisation["people"];
  total: number;
}) {
  return (
    <Section title="People" count={count(total)}>
      {people.length > 0 ? (
        <ul className="card divide-y divide-line">
          {people.map((person) => (
            <li key={person.id} className="flex items-center justify-between gap-3 px-4 py-2">
              <CustomerLink workspace={workspace} customer={person} avatar />
              {person.primaryContact ? (
                <span className="shrink-0 text-xs text-ink-3">Primary contact</span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="card px-4 py-4 text-ink-2">Nobody belongs to it yet.</p>
      )}
      {total > people.length ? (
        <p className="mt-2 text-sm">
          <Link href={more} className="quiet-link text-ink-2">
            And {count(total - people.length)} more
          </Link>
        </p>
      ) : null}
    </Section>
  );
}
