import type { Metadata } from "next";
import { readPastedSteps } from "@/app/(app)/[workspace]/jobs/[slug]/edit/mutations";
import { EditorScreen } from "@/components/editor/editor-screen";
import { JobStatus } from "@/components/jobs/job-status";
import { only } from "@/components/ui/hrefs";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { stepFigures } from "@/lib/insights/report/step-figures";
import { openDraft } from "@/lib/programmes/draft/open-draft";
import { mayAct } from "@/lib/workspaces/schema";

type Props = WorkspacePage<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).slug} · editor` };
}

export default async function EditPage({ params, searchParams }: Props) {
  const { workspace, slug } = await params;
  const ctx = await pageContext(workspace);
  const opened = await orNotFound(openDraft(ctx, "job", slug));
  const { step, field } = await searchParams;
  const { definition } = opened;
  const figures = opened.liveVersion === null ? null : await stepFigures(ctx, opened.id);
  if (!definition) return <p>This draft cannot be read as a job.</p>;
  return (
    <EditorScreen
      workspace={ctx.workspace.slug}
      opened={{ ...opened, definition }}
      mayEdit={mayAct(ctx.role, "editor") && opened.status !== "archived"}
      figures={figures}
      asked={{ step: only(step) ?? null, field: only(field) ?? null }}
      readPasted={readPastedSteps.bind(null, ctx.workspace.slug)}
      status={<JobStatus status={opened.status} />}
    />
  );
}
