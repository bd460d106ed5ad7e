import type { ReactNode } from "react";
import { KindIcon } from "@/components/deliveries/kind-icon";
import { CustomerLink } from "@/components/links/customer-link";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import { actionEntries } from "@/lib/actions/kinds";
import { providers } from "@/lib/channels/providers";
import type { Delivery } from "@/lib/insights/deliveries/get-delivery";

/** The plain facts of a delivery. */
export function DeliveryFacts({
  workspace,
  delivery,
  now,
  zone,
}: {
  workspace: string;
  delivery: Delivery;
  now: Date;
  zone: string;
}) {
  const moment = (at: Date | null) => (at ? <Time at={at} now={now} zone={zone} /> : null);
  const lines: [string, ReactNode][] = [
    ["For", <CustomerLink key="for" workspace={workspace} customer={delivery.customer} />],
    [
      "To",
      delivery.person ? (
        <CustomerLink key="to" workspace={workspace} customer={delivery.person} />
      ) : (
        delivery.recipient
      ),
    ],
    [
      "Kind",
      <span key="kind" className="inline-flex gap-2">
        <KindIcon kind={delivery.kind} />
        {actionEntries[delivery.kind].label}
      </span>,
    ],
    ["Through", delivery.sent ? providers[delivery.sent.provider].label : null],
    ["Decided", moment(delivery.decidedAt)],
    ["Due", delivery.dueAt.getTime() === delivery.decidedAt.getTime() ? null : moment(delivery.dueAt)],
    ["Sent", moment(delivery.sentAt)],
    ["Attempts", delivery.attempts > 0 ? delivery.attempts : null],
    [
      "Provider's id",
      delivery.providerId ? (
        <span key="provider" className="font-mono text-xs break-all">
          {delivery.providerId}
        </span>
      ) : null,
    ],
  ];
  return <Facts lines={lines} />;
}
