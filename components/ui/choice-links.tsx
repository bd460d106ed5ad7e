import { Link } from "@/components/ui/link";

interface Props {
  label: string;
  choices: readonly {
    key: string;
    label: string;
    href: string;
    isChosen: boolean;
    count?: string | undefined;
  }[];
}

/** A choice among few, each an address of its own. */
export function ChoiceLinks({ label, choices }: Props) {
  return (
    <nav
      aria-label={label}
      className="flex max-w-full gap-0.5 overflow-x-auto rounded-md bg-sunken p-0.5 text-sm"
    >
      {choices.map(({ key, label: words, href, isChosen, count }) => (
        <Link
          key={key}
          href={href}
          scroll={false}
          prefetch={false}
          aria-current={isChosen ? "true" : undefined}
          className={`inline-flex h-7 shrink-0 items-center gap-1.5 rounded-[5px] px-2.5 whitespace-nowrap ${
            isChosen
              ? "bg-surface font-medium text-ink shadow-card ring-1 ring-line ring-inset"
              : "text-ink-2 hover:text-ink"
          }`}
        >
          {words}
          {count ? <span className="font-normal text-ink-3 tabular-nums">{count}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
