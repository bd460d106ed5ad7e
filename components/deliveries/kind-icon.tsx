import { AlarmClock, Hash, Mail, PencilLine } from "lucide-react";
import type { DeliveryKind } from "@/lib/deliveries/schema";
import { kindWords } from "@/lib/words/delivery-words";

const icons = { message: Mail, reminder: AlarmClock, notify: Hash, update: PencilLine } as const;

/** The mark of a kind of action. */
export function KindIcon({
  kind,
  size = 14,
  className = "self-center",
}: {
  kind: DeliveryKind;
  size?: number;
  className?: string;
}) {
  const Icon = icons[kind];
  return (
    <span className={`inline-flex shrink-0 text-ink-3 ${className}`} title={kindWords[kind]}>
      <Icon aria-hidden size={size} strokeWidth={1.75} />
      <span className="sr-only">{kindWords[kind]}: </span>
    </span>
  );
}
