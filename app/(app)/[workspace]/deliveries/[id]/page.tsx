import type { Metadata } from "next";
import { DeliveryFacts } from "@/components/deliveries/delivery-facts";
import { DeliveryHistory } from "@/components/deliveries/delivery-history";
import { MessageAsSent } from "@/components/deliveries/message-as-sent";
import { SendAgain } from "@/components/deliveries/send-again";
import { ProgrammeLink } from "@/components/links/programme-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Chain } from "@/components/why/chain";
import { whyHref } from "@/components/why/hrefs";
import { actionEntries } from "@/lib/actions/kinds";
import { providers } from "@/lib/channels/providers";
import { reasons } from "@/lib/deliveries/reasons";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { getDelivery } from "@/lib/insights/deliveries/get-delivery";
import { deliveryChain } from "@/lib/insights/why/delivery-chain";
import { hasScreen } from "@/lib/programme-kinds";
import { momentWords, statusWords } from "@/lib/words/delivery-words";
import { mayAct } from "@/lib/workspaces/schema";
import { sendDeliveryAgain } from "./mutations";

export const metadata: Metadata = { title: "Delivery" };

export default async function DeliveryPage({ params }: WorkspacePage<{ id: string }>) {
  const { workspace: slug, id } = await params;
  const ctx = await pageContext(slug);
  const delivery = await orNotFound(getDelivery(ctx, id));
  const chain = await deliveryChain(ctx, id, ctx);
  const { zone } = ctx;
  const words = statusWords[delivery.status];
  const { kind } = delivery.job;
  return (
    <>
      <PageHeader
        title={delivery.headline || actionEntries[delivery.kind].label}
        up={{ href: `/${slug}/deliveries`, label: "Deliveries" }}
        about={
          <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="font-medium text-ink">
              <Status tone={words.tone}>{words.label}</Status>
            </span>
            <span>{delivery.reason ? reasons[delivery.reason] : sentence(delivery)}</span>
          </span>
        }
      />
      {delivery.again.kind === "no" || !mayAct(ctx.role, "editor") ? (
        notSent.includes(delivery.status) ? (
          <p className="card mb-8 px-5 py-4 text-ink-2">{againSaid(delivery)}</p>
        ) : null
      ) : (
        <SendAgain again={delivery.again.kind} sendAgain={sendDeliveryAgain.bind(null, slug, id)} />
      )}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-8">
          <Section title={delivery.sent ? "As sent" : "As written"}>
            <MessageAsSent delivery={delivery} />
          </Section>
          <Section title={whyTitle(delivery.status)}>
            <Chain workspace={slug} links={chain} now={ctx.now} zone={zone} />
          </Section>
          <Section title="History">
            <DeliveryHistory entries={delivery.history} now={ctx.now} zone={zone} />
          </Section>
        </div>
        <aside className="min-w-0">
          <DeliveryFacts workspace={slug} delivery={delivery} now={ctx.now} zone={zone} />
          <p className="mt-3 text-sm text-ink-3">
            Decided {momentWords[delivery.moment]} of{" "}
            <ProgrammeLink workspace={slug} programme={delivery.job} className="text-ink-2" />, version{" "}
            {delivery.version}.{" "}
            {hasScreen(kind) ? (
              <a
                href={`${whyHref(slug, delivery.customer, { kind, slug: delivery.job.slug }, delivery.actionId)}#${delivery.id}`}
                className="font-medium text-accent hover:underline"
              >
                Why?
              </a>
            ) : null}
          </p>
        </aside>
      </div>
    </>
  );
}

/** Why there is no button, to whom it could be one. */
function againSaid({ again }: Awaited<ReturnType<typeof getDelivery>>): string {
  return again.kind === "no" ? again.sentence : "Somebody who may edit can send it again.";
}

/** Of these somebody may wonder why there is no button. */
const notSent: readonly string[] = ["skipped", "held", "failed", "unconfirmed"];

function whyTitle(status: string): string {
  if (status === "sent" || status === "done") return "What led to it";
  return status === "waiting" || status === "sending"
    ? "What led to it, and what is to come"
    : "Why it was not sent";
}

function sentence({ status, sent }: Awaited<ReturnType<typeof getDelivery>>): string {
  if (status === "sent" && sent && providers[sent.provider].keepsMessages)
    return "Kept in the outbox: it was not handed to a provider.";
  return statusWords[status].sentence;
}
