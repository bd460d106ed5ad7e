import { Search } from "@/components/ui/search";
import { askWhyHref } from "@/components/why/hrefs";
import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeRef, ScreenKind } from "@/lib/programme-kinds";

interface Props {
  workspace: string;
  programme: ProgrammeRef<ScreenKind>;
  /** Whom it is about. */
  target: Entity;
  value?: string;
  /** The action whose "why" is wanted, if it is one. */
  action?: string | undefined;
}

/** Asks for the customer whose "why" is wanted. */
export function AskWhose({ workspace, programme, target, value = "", action }: Props) {
  return (
    <Search here={askWhyHref(workspace, programme)} value={value} label={labels[target]} also={{ action }} />
  );
}

const labels: { readonly [Target in Entity]: string } = {
  person: "A person’s email or user ID",
  organisation: "An organisation’s group ID",
};
