import { Search as Glass } from "lucide-react";
import Form from "next/form";

/** Finds in a list; what was looked for stands in the address. */
export function Search({
  here,
  value,
  label,
  also = {},
}: {
  here: string;
  value: string;
  label: string;
  /** What stands in the address besides. */
  also?: Readonly<Record<string, string | undefined>>;
}) {
  return (
    <Form action={here} className="relative mb-4 max-w-md" replace>
      {Object.entries(also).map(([name, one]) =>
        one ? <input key={name} type="hidden" name={name} value={one} /> : null,
      )}
      <Glass
        aria-hidden
        size={15}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
      />
      <input
        key={value}
        type="search"
        name="q"
        defaultValue={value}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        maxLength={200}
        className="h-9 w-full rounded-md border border-line bg-surface pr-3 pl-9 shadow-card placeholder:text-ink-3 hover:border-line-strong"
      />
    </Form>
  );
}
