import { redirect } from "next/navigation";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";

export default async function SettingsHome({ params }: WorkspacePage) {
  const { workspace } = await pageContext((await params).workspace);
  redirect(`/${workspace.slug}/settings/workspace`);
}
