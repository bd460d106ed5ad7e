import { Link } from "@/components/ui/link";
import { whyHref } from "@/components/why/hrefs";
import type { Entity } from "@/lib/profiles/schema";

interface Props {
  workspace: string;
  customer: { entity: Entity; id: string; name: string };
  job: string;
  className?: string;
}

/** Leads from a customer beside a job to why they are in it or not. */
export function WhyLink({ workspace, customer, job, className = "" }: Props) {
  return (
    <Link
      href={whyHref(workspace, customer, job)}
      title={`Why ${customer.name} is in it, or not`}
      className={`quiet-link shrink-0 text-sm text-ink-3 hover:text-ink ${className}`}
    >
      Why?
    </Link>
  );
}
