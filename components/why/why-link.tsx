import { Link } from "@/components/ui/link";
import { whyHref } from "@/components/why/hrefs";
import type { Entity } from "@/lib/profiles/schema";
import { hasScreen, type ProgrammeRef } from "@/lib/programme-kinds";

interface Props {
  workspace: string;
  customer: { entity: Entity; id: string; name: string };
  programme: ProgrammeRef;
  className?: string;
}

/** Leads from a customer beside a programme to why they are in it or not; nothing where the programme has no screen. */
export function WhyLink({ workspace, customer, programme, className = "" }: Props) {
  const { kind, slug } = programme;
  if (!hasScreen(kind)) return null;
  return (
    <Link
      href={whyHref(workspace, customer, { kind, slug })}
      title={`Why ${customer.name} is in it, or not`}
      className={`quiet-link shrink-0 text-sm text-ink-3 hover:text-ink ${className}`}
    >
      Why?
    </Link>
  );
}
