import { Fragment } from "react";
import { customerHref } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import type { Part, Target } from "@/lib/insights/clock/set-off-words";

interface Props {
  workspace: string;
  parts: readonly Part[];
  onFollow: () => void;
}

const NAMED =
  "font-medium text-ink underline decoration-line-strong underline-offset-3 transition-colors hover:decoration-current";

/** A sentence whose names lead to what they name. */
export function SentenceParts({ workspace, parts, onFollow }: Props) {
  return parts.map((part, place) =>
    typeof part === "string" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never change places
      <Fragment key={place}>{part}</Fragment>
    ) : (
      <Link
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never change places
        key={place}
        href={hrefOf(workspace, part.to)}
        onClick={onFollow}
        className={part.to.kind === "job" ? "quiet-link" : NAMED}
      >
        {part.text}
      </Link>
    ),
  );
}

function hrefOf(workspace: string, to: Target): string {
  switch (to.kind) {
    case "job":
      return `/${workspace}/jobs/${to.slug}`;
    case "delivery":
      return `/${workspace}/deliveries/${to.id}`;
    default:
      return customerHref(workspace, { entity: to.kind, id: to.id });
  }
}
