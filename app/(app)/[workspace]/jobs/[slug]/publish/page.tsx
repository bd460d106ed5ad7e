import type { Metadata } from "next";
import { JobStatus } from "@/components/jobs/job-status";
import { Changes } from "@/components/jobs/publish/changes";
import { JobWords } from "@/components/jobs/publish/job-words";
import { ProblemList } from "@/components/jobs/publish/problem-list";
import { PublishForm } from "@/components/jobs/publish/publish-form";
import { mainLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { editorHref } from "@/lib/edge/pages/programme-href";
import { instanceMode } from "@/lib/edge/system";
import { publishView } from "@/lib/insights/go-live/publish-view";
import { type OpenDraft, openDraft } from "@/lib/programmes/draft/open-draft";
import { selectionAt } from "@/lib/programmes/edit/selection-at";
import { selectionWords } from "@/lib/programmes/edit/selection-words";
import type { Problem } from "@/lib/programmes/schema";
import { plural } from "@/lib/words/figures";
import { mayAct } from "@/lib/workspaces/schema";
import { publishJob } from "../../mutations";

type Props = WorkspacePage<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Publish ${(await params).slug}` };
}

export default async function PublishPage({ params }: Props) {
  const { workspace, slug } = await params;
  const ctx = await pageContext(workspace);
  const opened = await orNotFound(openDraft(ctx, "job", slug));
  const { goLive, changes, standing } = await publishView(ctx, opened, {
    workspace: ctx.workspace,
    mode: await instanceMode(),
  });
  const { definition, liveVersion, revision, problems, status } = opened;
  const isNew = changes === null || changes.length > 0;
  const version = (liveVersion ?? 0) + 1;
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const editor = editorHref(workspace, slug);
  const mayPublish = mayAct(ctx.role, "editor") && status !== "archived";
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={
          version === 1
            ? `Take ${definition?.name ?? opened.name} live`
            : `Publish version ${version} of ${opened.name}`
        }
        up={{ href: editor, label: "Back to the editor" }}
        aside={<JobStatus status={status} />}
      />
      <div className="space-y-8">
        {goLive && definition ? (
          <>
            {changes === null ? (
              <Section title="What it does">
                <JobWords definition={definition} />
              </Section>
            ) : (
              <Section
                title={`What changes against version ${liveVersion}`}
                count={isNew ? plural(changes.length, "change") : undefined}
              >
                {isNew ? (
                  <Changes
                    changes={changes}
                    link={(change, title) =>
                      change.how === "removed" ? (
                        title
                      ) : (
                        <Link href={editorHref(workspace, slug, { step: change.at })} className="quiet-link">
                          {title}
                        </Link>
                      )
                    }
                  />
                ) : (
                  <p className="card px-4 py-5 text-ink-2">Nothing: the draft says what is live.</p>
                )}
              </Section>
            )}
            {problems.length > 0 ? (
              <Section title={warnings.length > 0 ? "Warnings" : "Advice"}>
                <Problems workspace={workspace} opened={opened} problems={problems} />
              </Section>
            ) : null}
            {mayPublish ? (
              <Section title={version === 1 ? "Going live" : "Who is concerned"}>
                <PublishForm
                  view={goLive}
                  standing={standing}
                  version={version}
                  isPaused={status === "paused"}
                  isNew={isNew}
                  warnings={isNew ? warnings.length : 0}
                  publish={publishJob.bind(null, ctx.workspace.slug, slug, { revision, liveVersion })}
                />
              </Section>
            ) : (
              <p className="text-ink-2">
                {status === "archived"
                  ? "It is archived: restore it first."
                  : "An editor or an owner can publish it."}
              </p>
            )}
          </>
        ) : (
          <NotYet workspace={workspace} opened={opened} />
        )}
      </div>
    </div>
  );
}

/** Why it cannot be published, and the way to the first thing to mend. */
function NotYet({ workspace, opened }: { workspace: string; opened: OpenDraft }) {
  const errors = opened.problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  return (
    <Section
      title="Before it can go live"
      count={plural(errors.length, "error")}
      action={
        first ? (
          <Link href={problemHref(workspace, opened, first)} className={mainLink}>
            Mend the first one
          </Link>
        ) : null
      }
    >
      <Problems workspace={workspace} opened={opened} problems={opened.problems} />
    </Section>
  );
}

function Problems({
  workspace,
  opened,
  problems,
}: {
  workspace: string;
  opened: OpenDraft;
  problems: readonly Problem[];
}) {
  return (
    <ProblemList
      problems={problems}
      hrefOf={(problem) => problemHref(workspace, opened, problem)}
      placeOf={({ path }) => {
        const { definition } = opened;
        return definition ? selectionWords(definition, selectionAt(definition, path).selected) : path;
      }}
    />
  );
}

function problemHref(workspace: string, { slug, definition }: OpenDraft, { path }: Problem): string {
  if (!definition) return editorHref(workspace, slug);
  const { selected, field } = selectionAt(definition, path);
  return editorHref(workspace, slug, { step: selected, field });
}
