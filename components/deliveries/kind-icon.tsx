import { kindParts } from "@/components/flow/kinds";
import { actionEntries } from "@/lib/actions/kinds";
import type { ActionKind } from "@/lib/actions/schema";

/** The mark of a kind of action. */
export function KindIcon({
  kind,
  size = 14,
  className = "self-center",
}: {
  kind: ActionKind;
  size?: number;
  className?: string;
}) {
  const { icon: Icon } = kindParts[kind];
  return (
    <span className={`inline-flex shrink-0 text-ink-3 ${className}`} title={actionEntries[kind].label}>
      <Icon aria-hidden size={size} strokeWidth={1.75} />
      <span className="sr-only">{actionEntries[kind].label}: </span>
    </span>
  );
}
