import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

interface Props {
  title: string;
  /** Where this page hangs: the list above it. */
  up?: { href: string; label: string };
  /** What stands beside the title: a state. */
  aside?: ReactNode;
  /** One quiet line below it. */
  about?: ReactNode;
  actions?: ReactNode;
}

/** The top of every page: where we are, what it is, what can be done. */
export function PageHeader({ title, up, aside, about, actions }: Props) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        {up ? (
          <nav aria-label="Breadcrumb" className="mb-1 text-sm text-ink-3">
            <Link href={up.href} className="-ml-1 inline-flex items-center gap-0.5 hover:text-ink">
              <ChevronLeft aria-hidden size={14} strokeWidth={2} />
              {up.label}
            </Link>
          </nav>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 truncate text-xl font-semibold tracking-[-0.017em]" title={title}>
            {title}
          </h1>
          {aside ? <div className="text-sm text-ink-2">{aside}</div> : null}
        </div>
        {about ? <div className="mt-1 max-w-3xl text-pretty text-ink-2">{about}</div> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </header>
  );
}
