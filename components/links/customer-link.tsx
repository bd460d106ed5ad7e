import { customerHref } from "@/components/links/hrefs";
import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import type { Entity } from "@/lib/profiles/schema";

interface Props {
  workspace: string;
  customer: { entity: Entity; id: string; name: string };
  avatar?: boolean;
  className?: string;
}

/** A customer's name, leading to their page; a long one is cut and whole on hover. */
export function CustomerLink({ workspace, customer, avatar = false, className = "" }: Props) {
  return (
    <span className={`relative z-[1] inline-flex min-w-0 max-w-full items-center gap-2.5 ${className}`}>
      {avatar ? <Avatar entity={customer.entity} name={customer.name} /> : null}
      <Link
        href={customerHref(workspace, customer)}
        title={customer.name}
        className="quiet-link truncate font-medium"
      >
        {customer.name}
      </Link>
    </span>
  );
}
