import { ArrowLeft, ArrowRight } from "lucide-react";
import { Link } from "@/components/ui/link";

interface Props {
  /** Address of the first page, unless this is it. */
  first: string | null;
  /** Address of the next page, unless this is the last. */
  next: string | null;
  nextLabel?: string;
  firstLabel?: string;
}

const look =
  "inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-3 text-sm font-medium shadow-card hover:border-line-strong";

/** Steps through a list that is too long for one page. */
export function Pager({ first, next, nextLabel = "Older", firstLabel = "Newest" }: Props) {
  if (!first && !next) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-between">
      {first ? (
        <Link href={first} className={look} scroll={false}>
          <ArrowLeft aria-hidden size={14} /> {firstLabel}
        </Link>
      ) : (
        <span />
      )}
      {next ? (
        <Link href={next} className={look} scroll={false}>
          {nextLabel} <ArrowRight aria-hidden size={14} />
        </Link>
      ) : null}
    </nav>
  );
}
