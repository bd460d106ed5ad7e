import { Fragment } from "react";
import { customerHref } from "@/components/links/hrefs";
import { Link } from "@/components/ui/link";
import { programmeHref } from "@/lib/edge/pages/programme-href";
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
        className={"slug" in part.to ? "quiet-link" : NAMED}
      >
        {part.text}
      </Link>
    ),
  );
}

function hrefOf(workspace: string, to: Target): string {
  if ("slug" in to) return programmeHref(workspace, to);
  if (to.kind === "delivery") return `/${workspace}/deliveries/${to.id}`;
  return customerHref(workspace, { entity: to.kind, id: to.id });
}
