import { redirect } from "next/navigation";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { programmesHref } from "@/lib/edge/pages/programme-href";

export default async function WorkspaceHome({ params }: WorkspacePage) {
  redirect(programmesHref((await params).workspace, "job"));
}
