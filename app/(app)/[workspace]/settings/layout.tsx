import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";

export default async function SettingsLayout({
  children,
  params,
}: Pick<WorkspacePage, "params"> & { children: ReactNode }) {
  const { workspace, role } = await pageContext((await params).workspace);
  return (
    <>
      <SettingsNav workspace={workspace.slug} isOwner={role === "owner"} />
      {children}
    </>
  );
}
