import type { Metadata } from "next";
import { readJson, readPastedSteps } from "@/app/(app)/[workspace]/jobs/[slug]/edit/mutations";
import { EditorScreen } from "@/components/editor/editor-screen";
import { UnreadDraft } from "@/components/editor/unread-draft";
import { JobStatus } from "@/components/jobs/job-status";
import { only, withQuery } from "@/components/ui/hrefs";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { programmeHref } from "@/lib/edge/pages/programme-href";
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
  const query = await searchParams;
  const { definition } = opened;
  const figures = opened.liveVersion === null ? null : await stepFigures(ctx, opened.id);
  const path = `${programmeHref(ctx.workspace.slug, { kind: "job", slug })}/edit`;
  if (!definition || (opened.unread !== null && only(query.open) !== "readable"))
    return (
      <UnreadDraft
        workspace={ctx.workspace.slug}
        job={opened}
        json={opened.unread}
        problems={opened.problems}
        readableHref={definition && withQuery(path, { open: "readable" })}
      />
    );
  return (
    <EditorScreen
      workspace={ctx.workspace.slug}
      opened={{ ...opened, definition }}
      mayEdit={mayAct(ctx.role, "editor") && opened.status !== "archived"}
      figures={figures}
      asked={{ step: only(query.step) ?? null, field: only(query.field) ?? null }}
      readPasted={readPastedSteps.bind(null, ctx.workspace.slug)}
      readJson={readJson.bind(null, ctx.workspace.slug)}
      status={<JobStatus status={opened.status} />}
    />
  );
}
