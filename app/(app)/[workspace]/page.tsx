import { redirect } from "next/navigation";
import type { WorkspacePage } from "@/lib/edge/page-props";

export default async function WorkspaceHome({ params }: WorkspacePage) {
  redirect(`/${(await params).workspace}/jobs`);
}
