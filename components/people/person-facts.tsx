import type { ReactNode } from "react";
import { Facts } from "@/components/ui/facts";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { Person } from "@/lib/insights/customers/get-person";
import { exactTime } from "@/lib/words/relative-time";

const kinds = { user_id: "User ID", email: "Email", anonymous_id: "Anonymous ID" } as const;

/** Who a person is: the names they are known by, where they belong, when they were seen. */
export function PersonFacts({
  workspace,
  person,
  now,
  zone,
}: {
  workspace: string;
  person: Person;
  now: Date;
  zone: string;
}) {
  return (
    <Facts
      lines={[
        ...(["user_id", "email", "anonymous_id"] as const).map((kind): [string, ReactNode] => [
          kinds[kind],
          named(
            person.identities.filter((identity) => identity.kind === kind).map((identity) => identity.value),
          ),
        ]),
        [
          person.organisations.length > 1 ? "Organisations" : "Organisation",
          person.organisations.length === 0 ? null : (
            <span key="organisations">
              {person.organisations.map((organisation) => (
                <Link
                  key={organisation.id}
                  href={`/${workspace}/organisations/${organisation.id}`}
                  className="quiet-link block font-medium"
                  title={`Since ${exactTime(organisation.since, zone)}`}
                >
                  {organisation.name}
                  {organisation.primary && person.organisations.length > 1 ? (
                    <span className="font-normal text-ink-3"> (primary)</span>
                  ) : null}
                </Link>
              ))}
            </span>
          ),
        ],
        ["Last seen", <Time key="last" at={person.lastSeenAt} now={now} zone={zone} />],
        ["First seen", <Time key="first" at={person.firstSeenAt} now={now} zone={zone} />],
        [
          "Not written to since",
          person.suppressedAt ? <Time key="stop" at={person.suppressedAt} now={now} zone={zone} /> : null,
        ],
      ]}
    />
  );
}

function named(values: string[]) {
  if (values.length === 0) return null;
  return (
    <span>
      {values.map((value) => (
        <span key={value} className="block">
          {value}
        </span>
      ))}
    </span>
  );
}
