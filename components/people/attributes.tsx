import { TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import { attributeHref } from "@/components/links/hrefs";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { AttributeRow } from "@/lib/insights/customers/customer-details";
import type { Entity } from "@/lib/profiles/schema";
import { count } from "@/lib/words/figures";
import { valueInWords } from "@/lib/words/value-words";

const owners = { source: "from events", crm: "from the CRM", trig: "set by Trig" } as const;

/** A customer's attributes: value, who writes it, when it last changed. */
export function Attributes({
  workspace,
  customer,
  rows,
  now,
  zone,
}: {
  workspace: string;
  customer: { entity: Entity; id: string };
  rows: AttributeRow[];
  now: Date;
  zone: string;
}) {
  return (
    <Section title="Attributes" count={count(rows.length)}>
      {rows.length === 0 ? (
        <p className="card px-4 py-4 text-ink-2">None known yet: they come with identify and group calls.</p>
      ) : (
        <dl className="card divide-y divide-line">
          {rows.map((row) => {
            const value = valueInWords(row.value, zone);
            return (
              <div key={row.key} className="row px-4 py-2">
                <dt className="flex items-baseline justify-between gap-3">
                  <Link
                    href={attributeHref(workspace, customer, row.key)}
                    className="row-link min-w-0 font-mono text-xs text-ink-2 [overflow-wrap:anywhere]"
                  >
                    <Key>{row.key}</Key>
                  </Link>
                  {row.changedAt ? (
                    <Time
                      at={row.changedAt}
                      now={now}
                      zone={zone}
                      className="relative z-[1] shrink-0 text-xs text-ink-3"
                    />
                  ) : null}
                </dt>
                <dd className="flex items-baseline justify-between gap-3">
                  <span className="line-clamp-3 min-w-0 text-sm [overflow-wrap:anywhere]" title={value}>
                    {row.value === null ? <span className="text-ink-3">no value</span> : value}
                  </span>
                  <span className="shrink-0 text-xs text-ink-3">{owners[row.owner]}</span>
                </dd>
                {row.problem ? (
                  <dd className="mt-0.5 flex gap-1.5 text-xs text-warn-ink">
                    <TriangleAlert aria-hidden size={13} className="mt-0.5 shrink-0" />
                    {row.problem}
                  </dd>
                ) : null}
              </div>
            );
          })}
        </dl>
      )}
    </Section>
  );
}

/** A name that may break after an underscore. */
function Key({ children }: { children: string }) {
  return children.split("_").map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words of a fixed name
    <Fragment key={place}>
      {place > 0 ? (
        <>
          _<wbr />
        </>
      ) : null}
      {word}
    </Fragment>
  ));
}
