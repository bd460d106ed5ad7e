import type { ReactNode } from "react";

/** Plain facts, a line each; those that are not known are left out. */
export function Facts({ lines }: { lines: [string, ReactNode][] }) {
  return (
    <dl className="card divide-y divide-line">
      {lines.map(([label, value]) =>
        value === null || value === "" ? null : (
          <div key={label} className="flex items-baseline justify-between gap-4 px-4 py-2">
            <dt className="shrink-0 text-sm text-ink-3">{label}</dt>
            <dd className="min-w-0 text-right text-sm [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
