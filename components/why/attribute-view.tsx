import { CircleHelp, TriangleAlert } from "lucide-react";
import type { ComponentProps } from "react";
import { attributeHref, customerHref } from "@/components/links/hrefs";
import { ProgrammeLink } from "@/components/links/programme-link";
import { AttributeType } from "@/components/people/attribute-type";
import { ChangeList } from "@/components/people/change-list";
import { Facts } from "@/components/ui/facts";
import { withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { whyHref } from "@/components/why/hrefs";
import type { ChangeRow } from "@/lib/insights/catalogue/get-attribute";
import type { Page } from "@/lib/insights/cursor";
import { actionTones } from "@/lib/insights/why/actions/action-tones";
import type { WhyAttribute } from "@/lib/insights/why/cases";
import { isTypeFixed } from "@/lib/profiles/attributes/attribute-types";
import { typeNames } from "@/lib/profiles/attributes/type-words";
import { hasScreen } from "@/lib/programme-kinds";
import { valueInWords } from "@/lib/words/value-words";

interface Props {
  workspace: string;
  why: WhyAttribute;
  changes: Page<ChangeRow>;
  isFirstPage: boolean;
  now: Date;
  zone: string;
  /** How a member changes the attribute's type; absent for who may not. */
  type?: Pick<ComponentProps<typeof AttributeType>, "preview" | "change">;
}

const owners = { source: "Events", crm: "The CRM", trig: "Trig" } as const;

/** One attribute of a customer: its value, why it is that, who else would write it, and everything it has been. */
export function AttributeView({ workspace, why, changes, isFirstPage, now, zone, type }: Props) {
  const { customer, key, value, catalogue, heldSince } = why;
  const mayChange = type !== undefined && !why.activity && !isTypeFixed(key, catalogue?.kind);
  const here = attributeHref(workspace, customer, key);
  return (
    <>
      <PageHeader
        title={key}
        up={{ href: customerHref(workspace, customer), label: customer.name }}
        about={
          value === null ? (
            <span className="text-ink-3">No value</span>
          ) : (
            <>
              <span className="line-clamp-6 font-medium text-ink [overflow-wrap:anywhere]">
                {valueInWords(value, zone)}
              </span>
              {why.misfit ? (
                <span className="mt-1 flex items-start gap-1.5 text-sm text-warn-ink">
                  <TriangleAlert aria-hidden size={14} className="mt-[3px] shrink-0" />
                  {why.misfit}
                </span>
              ) : null}
            </>
          )
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-8">
          <Section title="Why?">
            <div className="card flex gap-3.5 px-5 py-4">
              <CircleHelp aria-hidden size={18} strokeWidth={1.75} className="mt-0.5 shrink-0 text-ink-3" />
              <ul className="min-w-0 max-w-[68ch] space-y-1.5">
                {why.sentences.map((sentence) => (
                  <li key={sentence} className="text-pretty [overflow-wrap:anywhere] first:text-lg">
                    {sentence}
                  </li>
                ))}
              </ul>
            </div>
          </Section>
          <Writers workspace={workspace} why={why} />
          <Section title="What it has been">
            <ChangeList workspace={workspace} changes={changes.rows} now={now} zone={zone} />
            <Pager
              first={isFirstPage ? null : here}
              next={changes.next ? withQuery(here, { after: changes.next }) : null}
            />
          </Section>
        </div>
        <aside className="min-w-0 space-y-8">
          <Facts
            lines={[
              [
                "Type",
                why.activity ? "kept by Trig" : catalogue && !mayChange ? typeNames[catalogue.type] : null,
              ],
              ["Written by", why.activity ? "Trig" : catalogue ? owners[catalogue.owner] : null],
              ["Held since", heldSince ? <Time key="since" at={heldSince} now={now} zone={zone} /> : null],
              [
                "Also sent as",
                catalogue && catalogue.aliases.length > 0 ? catalogue.aliases.join(", ") : null,
              ],
              [
                "About",
                why.activity ? (
                  <ProgrammeLink
                    key="about"
                    workspace={workspace}
                    programme={why.activity}
                    className="font-medium"
                  />
                ) : null,
              ],
            ]}
          />
          {type && catalogue && mayChange ? (
            <AttributeType
              of={{ entity: customer.entity, key }}
              current={catalogue.type}
              preview={type.preview}
              change={type.change}
            />
          ) : null}
        </aside>
      </div>
    </>
  );
}

function Writers({ workspace, why: { customer, writers } }: { workspace: string; why: WhyAttribute }) {
  if (writers.length === 0) return null;
  return (
    <Section title={writers.length === 1 ? "The action that writes it" : "The actions that write it"}>
      <ul className="card divide-y divide-line">
        {writers.map(({ programme, answer }) => (
          <li key={`${programme.kind} ${programme.slug} ${answer.actionId}`} className="px-4 py-3">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="min-w-0 font-medium text-pretty">
                {answer.words} <span className="font-normal text-ink-3">· {programme.name}</span>
              </p>
              <p className="text-sm">
                <Status tone={actionTones[answer.verdict].tone}>{actionTones[answer.verdict].label}</Status>
              </p>
            </div>
            <p className="text-pretty text-ink-2">
              {answer.sentence}{" "}
              {hasScreen(programme.kind) ? (
                <Link
                  href={whyHref(
                    workspace,
                    customer,
                    { kind: programme.kind, slug: programme.slug },
                    answer.actionId,
                  )}
                  className="quiet-link text-ink-3"
                >
                  Why?
                </Link>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
