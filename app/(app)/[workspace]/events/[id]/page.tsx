import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CustomerLink } from "@/components/links/customer-link";
import { customerHref } from "@/components/links/hrefs";
import { EventChanges } from "@/components/people/event-changes";
import { Values } from "@/components/people/values";
import { Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { getEvent } from "@/lib/insights/catalogue/get-event";

export const metadata: Metadata = { title: "Event" };

const trusts = {
  server: "A server's key",
  browser: "A browser's key, which anybody may use",
  crm: "The CRM",
} as const;

export default async function EventPage({ params }: WorkspacePage<{ id: string }>) {
  const { workspace: slug, id } = await params;
  const ctx = await pageContext(slug);
  const event = await orNotFound(getEvent(ctx, id));
  const { zone } = ctx;
  const [customer] = event.customers;
  return (
    <>
      <PageHeader
        title={event.words.replace(/[“”]/g, "")}
        up={
          customer
            ? { href: customerHref(slug, customer), label: customer.name }
            : { href: `/${slug}/people`, label: "People" }
        }
        about={
          <>
            <Time at={event.occurredAt} now={ctx.now} zone={zone} />, through {event.source}
            {event.imported ? ", imported: it enters nobody" : ""}.
          </>
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-8">
          <Section
            title={event.type === "identify" || event.type === "group" ? "What it said" : "Properties"}
          >
            <Values values={event.body} zone={zone} none="It carried nothing." />
          </Section>
          {event.changes.length > 0 ? (
            <Section title="What it changed">
              <EventChanges workspace={slug} event={event} zone={zone} />
            </Section>
          ) : null}
          <Section title="Context">
            <Values values={event.context} zone={zone} none="It came with no context." />
          </Section>
        </div>
        <aside className="min-w-0">
          <Facts
            lines={[
              ...event.customers.map((one): [string, ReactNode] => [
                one.entity === "person" ? "Person" : "Organisation",
                <CustomerLink key={one.id} workspace={slug} customer={one} />,
              ]),
              ["Kind of call", event.type],
              ["Happened", <Time key="at" at={event.occurredAt} now={ctx.now} zone={zone} />],
              ["Received", <Time key="received" at={event.receivedAt} now={ctx.now} zone={zone} />],
              ["From", trusts[event.trust]],
              [
                "Message ID",
                <span key="message" className="font-mono text-xs">
                  {event.messageId}
                </span>,
              ],
            ]}
          />
        </aside>
      </div>
    </>
  );
}
