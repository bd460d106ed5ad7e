import type { ReactNode } from "react";
import { withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { MOST_REFUSED_COUNTED } from "@/lib/insights/arrivals/arrival";
import { LOSS_TOLD_DAYS } from "@/lib/insights/health/needs-person";
import type { Health } from "@/lib/insights/health/schema";
import { count, plural } from "@/lib/words/figures";
import type { Tone } from "@/lib/words/tone";

interface Props {
  workspace: string;
  health: Health;
  /** Items refused on arrival in the last week. */
  refused: number;
  now: Date;
  zone: string;
}

/** Every figure of the health page, each with what it means. */
export function HealthFigures({ workspace, health, refused, now, zone }: Props) {
  const since = (words: string, at: Date | null) =>
    at ? (
      <>
        {words} <Time at={at} now={now} zone={zone} />
      </>
    ) : null;
  const tooLate = health.troubles.find(({ reason }) => reason === "too_late")?.deliveries ?? 0;
  const deliveries = (status: string, figure: number) =>
    figure === 0 ? (
      count(figure)
    ) : (
      <Link href={withQuery(`/${workspace}/deliveries`, { status })} className="quiet-link">
        {count(figure)}
      </Link>
    );
  return (
    <div className="grid gap-8 md:grid-cols-2">
      <Section title="Waiting">
        <dl className="card divide-y divide-line">
          <Line
            tone={health.pendingEvents > 0 ? "info" : "good"}
            label="Events not applied yet"
            about={
              since("The oldest came", health.oldestPendingEventAt) ??
              "Every accepted event has been applied."
            }
          >
            {count(health.pendingEvents)}
          </Line>
          <Line
            tone={health.overdueAlarms > 0 ? "warn" : "good"}
            label="Overdue alarms"
            about={since("The oldest was due", health.oldestOverdueAt) ?? "Nobody waits past their moment."}
          >
            {count(health.overdueAlarms)}
          </Line>
          <Line
            tone={health.unsentDeliveries > 0 ? "info" : "good"}
            label="Messages due and unsent"
            about={
              since("The oldest was due", health.oldestUnsentDueAt) ?? "Everything that is due has left."
            }
          >
            {count(health.unsentDeliveries)}
          </Line>
        </dl>
      </Section>
      <Section title="For a person to look at">
        <dl className="card divide-y divide-line">
          <Line
            tone={health.unconfirmedDeliveries > health.beyondRepair.unconfirmed ? "warn" : "good"}
            label="Unconfirmed"
            about={`May or may not have arrived.${forGood(health.beyondRepair.unconfirmed)}`}
          >
            {deliveries("unconfirmed", health.unconfirmedDeliveries)}
          </Line>
          <Line
            tone={health.failedDeliveries > health.beyondRepair.failed ? "bad" : "good"}
            label="Failed"
            about={`Refused by the provider, or could not be put together.${forGood(health.beyondRepair.failed)}`}
          >
            {deliveries("failed", health.failedDeliveries)}
          </Line>
          <Line
            tone={health.heldDeliveries > 0 ? "warn" : "good"}
            label="Held"
            about="Put aside by a pause or by the loop guard."
          >
            {deliveries("held", health.heldDeliveries)}
          </Line>
          <Line
            tone={tooLate > 0 ? "warn" : "good"}
            label="Too late"
            about={`Skipped in the last ${LOSS_TOLD_DAYS} days, as they could not be sent in time.`}
          >
            {tooLate === 0 ? (
              count(tooLate)
            ) : (
              <Link
                href={withQuery(`/${workspace}/deliveries`, { status: "skipped", reason: "too_late" })}
                className="quiet-link"
              >
                {count(tooLate)}
              </Link>
            )}
          </Line>
          <Line
            tone={health.setAside > 0 ? "bad" : "good"}
            label="Set aside"
            about={
              since("Tried again every hour; the oldest was set aside", health.oldestSetAsideAt) ??
              "Every event and every customer could be processed."
            }
          >
            {count(health.setAside)}
          </Line>
          <Line
            tone={refused > 0 ? "warn" : "good"}
            label="Refused on arrival"
            about="In the last 7 days; each with its field and reason."
          >
            {refused === 0 ? (
              count(refused)
            ) : (
              <Link
                href={withQuery(`/${workspace}/settings/events`, { only: "refused" })}
                className="quiet-link"
              >
                {refused > MOST_REFUSED_COUNTED ? `over ${count(MOST_REFUSED_COUNTED)}` : count(refused)}
              </Link>
            )}
          </Line>
        </dl>
      </Section>
      <Section title="What the sweeps had to find" count="last 24 h">
        <Finds finds={health.sweepFinds} />
      </Section>
      <Section title="Engine">
        <dl className="card divide-y divide-line">
          <Line tone="good" label="Database" about="It answers.">
            Up
          </Line>
          <Line
            tone="good"
            label="Alarm clock"
            about={
              health.engine === "embedded"
                ? "Runs inside this process."
                : "Runs outside, reached with the Inngest keys."
            }
          >
            {health.engine === "embedded" ? "Embedded" : "Inngest"}
          </Line>
        </dl>
      </Section>
    </div>
  );
}

/** How many of them nobody need look at any more; "" when there are none. */
function forGood(deliveries: number): string {
  return deliveries > 0
    ? ` ${plural(deliveries, "of them is", "of them are")} old and can no longer be sent.`
    : "";
}

function Line({
  tone,
  label,
  about,
  children,
}: {
  tone: Tone;
  label: string;
  about: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex items-baseline justify-between gap-4 px-4 py-3">
      <dt className="min-w-0">
        <Status tone={tone}>{label}</Status>
        <span className="block pl-4 text-sm text-ink-3">{about}</span>
      </dt>
      <dd className="shrink-0 font-medium tabular-nums">{children}</dd>
    </div>
  );
}

const whats: Readonly<Record<string, string>> = {
  pending_events: "Events that no announcement had led to",
  marks: "Customers marked for another look",
  overdue_enrolments: "Customers whose alarm did not ring",
  unsent_deliveries: "Messages that nobody had come for",
  seeds: "Go-lives that had stopped half-way",
};

function Finds({ finds }: { finds: Record<string, number> }) {
  const found = Object.entries(finds).filter(([, times]) => times > 0);
  if (found.length === 0) return <p className="card px-4 py-4 text-ink-2">Nothing: no alarm was lost.</p>;
  return (
    <dl className="card divide-y divide-line">
      {found.map(([what, times]) => (
        <div key={what} className="flex items-baseline justify-between gap-4 px-4 py-3">
          <dt>{whats[what] ?? what}</dt>
          <dd className="font-medium tabular-nums">{count(times)}</dd>
        </div>
      ))}
    </dl>
  );
}
