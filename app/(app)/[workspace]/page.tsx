import { redirect } from "next/navigation";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";

export default async function WorkspaceHome({ params }: WorkspacePage) {
  redirect(`/${(await params).workspace}/jobs`);
}
