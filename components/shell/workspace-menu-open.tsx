"use client";

import { Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Menu, MenuChoice, MenuLine, MenuLink } from "@/components/ui/menu";
import { programmesHref } from "@/lib/edge/pages/programme-href";

export interface WorkspaceMenuProps {
  workspace: { slug: string; name: string };
  /** Every workspace that the member belongs to. */
  workspaces: readonly { slug: string; name: string }[];
}

/** The menu itself, open from the start: it is fetched when somebody asks for it. */
export function WorkspaceMenuOpen({
  workspace,
  workspaces,
  trigger,
}: WorkspaceMenuProps & { trigger: ReactNode }) {
  const router = useRouter();
  return (
    <Menu trigger={trigger} isOpenFirst>
      <MenuChoice
        label={workspaces.length > 1 ? "Workspaces" : "Workspace"}
        value={workspace.slug}
        options={workspaces.map(({ slug, name }) => [slug, name])}
        onChoose={(slug) => (slug === workspace.slug ? undefined : router.push(programmesHref(slug, "job")))}
      />
      <MenuLine />
      <MenuLink icon={Settings} href={`/${workspace.slug}/settings`}>
        Settings
      </MenuLink>
    </Menu>
  );
}
