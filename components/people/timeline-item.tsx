import type { LucideIcon } from "lucide-react";
import { MousePointerClick, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { kindParts } from "@/components/flow/kinds";
import { moveIcons } from "@/components/flow/move-icons";
import { attributeHref } from "@/components/links/hrefs";
import { ProgrammeLink } from "@/components/links/programme-link";
import { CauseLink } from "@/components/people/cause-link";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { isSent } from "@/lib/channels/channels";
import { reasons } from "@/lib/deliveries/reasons";
import type { TimelineShown } from "@/lib/insights/timeline/timeline-items";
import type { Entity } from "@/lib/profiles/schema";
import { statusWords } from "@/lib/words/delivery-words";
import { count } from "@/lib/words/figures";
import { moveWords, wokenWords } from "@/lib/words/move-words";
import { exactTime, timeOfDay } from "@/lib/words/relative-time";
import { valueInWords } from "@/lib/words/value-words";

interface Props {
  workspace: string;
  customer: { entity: Entity; id: string };
  item: TimelineShown;
  zone: string;
}

interface Told {
  icon: LucideIcon;
  tone?: string;
  title: ReactNode;
  detail?: ReactNode;
}

/** One thing that happened, in a sentence. */
export function TimelineItem(props: Props) {
  const { item, zone } = props;
  const { icon: Icon, tone = "text-ink-3", title, detail } = tell(props);
  return (
    <li className="relative flex gap-3.5 pb-4 last:pb-0">
      <span className={`mt-px grid size-6 shrink-0 place-items-center rounded-full bg-sunken ${tone}`}>
        <Icon aria-hidden size={13} strokeWidth={2} />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="break-words text-pretty">{title}</p>
        {detail ? <div className="text-sm break-words text-ink-3">{detail}</div> : null}
      </div>
      <time
        dateTime={item.at.toISOString()}
        title={exactTime(item.at, zone)}
        className="shrink-0 pt-0.5 text-sm text-ink-3 tabular-nums"
      >
        {timeOfDay(item.at, zone)}
      </time>
    </li>
  );
}

function tell({ item: entry, workspace, customer, zone }: Props): Told {
  switch (entry.kind) {
    case "event":
      return {
        icon: MousePointerClick,
        title: (
          <Link href={`/${workspace}/events/${entry.id}`} className="quiet-link font-medium">
            {entry.name}
          </Link>
        ),
        detail: properties(entry.properties, zone) + (entry.imported ? " (imported)" : ""),
      };
    case "change":
      return {
        icon: PencilLine,
        title: (
          <>
            <Link
              href={attributeHref(workspace, customer, entry.key)}
              className="quiet-link font-mono text-[0.8125rem]"
            >
              {entry.key}
            </Link>{" "}
            <span className="text-ink-3">is now</span> {valueInWords(entry.new, zone)}
          </>
        ),
        detail: (
          <>
            {entry.old === null || entry.old === undefined
              ? null
              : `It was ${valueInWords(entry.old, zone)}. `}
            <CauseLink workspace={workspace} cause={entry.cause} />
          </>
        ),
      };
    case "changes":
      return {
        icon: PencilLine,
        title: `${count(entry.changes.length)} attributes changed`,
        detail: (
          <>
            {entry.changes.map(({ id, key, new: value }) => (
              <p key={id}>
                <Link href={attributeHref(workspace, customer, key)} className="quiet-link font-mono text-xs">
                  {key}
                </Link>{" "}
                <span className="text-ink-2">{valueInWords(value, zone)}</span>
              </p>
            ))}
            {entry.changes[0] ? <CauseLink workspace={workspace} cause={entry.changes[0].cause} /> : null}
          </>
        ),
      };
    case "move":
      return {
        icon: moveIcons[entry.what],
        tone: entry.what === "completed" ? "text-good-ink" : "text-ink-2",
        title: (
          <>
            {entry.took ? `${entry.took}, in` : moveWords(entry.what, entry.detail)}{" "}
            <ProgrammeLink workspace={workspace} programme={entry.job} className="font-medium" />
          </>
        ),
        detail: wokenWords(entry.wokenBy),
      };
    case "delivery":
      return {
        icon: kindParts[entry.delivery].icon,
        title: (
          <Link href={`/${workspace}/deliveries/${entry.id}`} className="quiet-link font-medium">
            {entry.headline || "A message"}
          </Link>
        ),
        detail: (
          <>
            <Status tone={statusWords[entry.status].tone}>{statusWords[entry.status].label}</Status>
            {isSent(entry.channel) ? ` to ${entry.recipient || "nobody"}` : null}
            {entry.reason ? <span className="block">{reasons[entry.reason]}</span> : null}
          </>
        ),
      };
  }
}

function properties(values: Record<string, unknown>, zone: string): string {
  return Object.entries(values)
    .slice(0, 8)
    .map(([key, value]) => `${key}: ${valueInWords(value, zone)}`)
    .join(", ");
}
