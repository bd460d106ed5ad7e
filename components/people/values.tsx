import { valueInWords } from "@/lib/words/value-words";

/** Named values, a line each, whole however long. */
export function Values({
  values,
  zone,
  none,
}: {
  values: Record<string, unknown>;
  zone: string;
  none: string;
}) {
  const lines = Object.entries(values);
  if (lines.length === 0) return <p className="card px-4 py-4 text-ink-2">{none}</p>;
  return (
    <dl className="card divide-y divide-line">
      {lines.map(([name, value]) => (
        <div key={name} className="flex items-baseline justify-between gap-6 px-4 py-2">
          <dt className="min-w-0 font-mono text-xs text-ink-2 [overflow-wrap:anywhere]">{name}</dt>
          <dd className="min-w-0 max-w-[65%] text-right text-sm [overflow-wrap:anywhere]">
            {valueInWords(value, zone)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
