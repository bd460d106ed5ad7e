import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import { hasScreen, type ProgrammeRef } from "@/lib/programme-kinds";
import { auditDetail, auditWords } from "@/lib/workspaces/audit/audit-words";

interface Row {
  id: string;
  at: Date;
  by: string;
  what: string;
  subject: { id: string; name: string };
  programme: ProgrammeRef | null;
  detail: Record<string, unknown>;
}

interface Props {
  workspace: string;
  rows: Row[];
  now: Date;
  zone: string;
}

/** Who changed what, a line each. */
export function ActivityList({ workspace, rows, now, zone }: Props) {
  return (
    <ul className="card divide-y divide-line">
      {rows.map((row) => {
        const { id, at, by, what, subject, detail } = row;
        const particulars = auditDetail(what, detail);
        const href = hrefOf(workspace, row);
        return (
          <li
            key={id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5"
          >
            <p className="min-w-0 flex-1 basis-80 text-ink-2 [overflow-wrap:anywhere]">
              <span className="font-medium text-ink">{by}</span> {auditWords(what)}{" "}
              {href ? (
                <Link href={href} className="quiet-link font-medium text-ink">
                  {subject.name}
                </Link>
              ) : (
                <span className="font-medium text-ink">{subject.name}</span>
              )}
              {particulars ? <span className="text-ink-3"> · {particulars}</span> : null}
            </p>
            <Time at={at} now={now} zone={zone} className="text-sm text-ink-3" />
          </li>
        );
      })}
    </ul>
  );
}

function hrefOf(workspace: string, { what, subject, programme }: Row): string | null {
  if (programme && hasScreen(programme.kind))
    return programmeHref(workspace, { kind: programme.kind, slug: programme.slug });
  if (what.startsWith("delivery.")) return `/${workspace}/deliveries/${subject.id}`;
  return null;
}
