import { exactTime, relativeTime } from "@/lib/words/relative-time";

/** A moment as people say it, with the exact one in the workspace's zone on hover. */
export function Time({
  at,
  now,
  zone,
  className = "",
}: {
  at: Date;
  now: Date;
  zone: string;
  className?: string;
}) {
  return (
    <time
      dateTime={at.toISOString()}
      title={exactTime(at, zone)}
      className={`whitespace-nowrap ${className}`}
    >
      {relativeTime(at, now)}
    </time>
  );
}
