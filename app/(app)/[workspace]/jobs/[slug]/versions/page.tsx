import { Download, History } from "lucide-react";
import type { Metadata } from "next";
import { JobStatus } from "@/components/jobs/job-status";
import { Changes } from "@/components/jobs/publish/changes";
import { JobWords } from "@/components/jobs/publish/job-words";
import { RestoreVersion } from "@/components/jobs/versions/restore-version";
import { VersionList } from "@/components/jobs/versions/version-list";
import { plainLink } from "@/components/ui/button";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { Empty } from "@/components/ui/empty";
import { only } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { editorHref, programmeHref, versionsHref } from "@/lib/edge/pages/programme-href";
import { listVersions } from "@/lib/insights/programmes/list-versions";
import { readVersion } from "@/lib/insights/report/pass-filter";
import { difference } from "@/lib/programmes/difference/difference";
import { getProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { definitionsOf } from "@/lib/programmes/published/definitions";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition } from "@/lib/programmes/schema";
import { mayAct } from "@/lib/workspaces/schema";
import { restoreJobVersion } from "../mutations";

type Props = WorkspacePage<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Versions of ${(await params).slug}` };
}

export default async function VersionsPage({ params, searchParams }: Props) {
  const { workspace, slug } = await params;
  const ctx = await pageContext(workspace);
  const query = await searchParams;
  const row = await orNotFound(getProgrammeRow(ctx, "job", slug));
  const versions = await listVersions(ctx, row.id);
  const asked = readVersion(only(query.show));
  const shown = versions.find(({ version }) => version === asked) ?? versions[0];
  const header = (
    <PageHeader
      title={`Versions of ${row.name}`}
      up={{ href: programmeHref(workspace, { kind: "job", slug }), label: row.name }}
      aside={<JobStatus status={row.status} />}
    />
  );
  if (!shown)
    return (
      <>
        {header}
        <Empty icon={History} title="Nothing published yet">
          Each time this job is published, what it says then is kept here.
        </Empty>
      </>
    );

  const { version } = shown;
  const definitions = await definitionsOf(
    ctx,
    row.id,
    [version, version - 1, row.liveVersion ?? version].filter((one) => one > 0),
  );
  const definition = definitions.get(version);
  const draft = parseDefinition(row.draft, "job").readable;
  const live = row.liveVersion === null ? undefined : definitions.get(row.liveVersion);
  const comparisons = [
    { key: "before", label: "Against the one before", other: definitions.get(version - 1), isOlder: true },
    {
      key: "live",
      label: "Against what runs",
      other: version === row.liveVersion ? undefined : live,
      isOlder: false,
    },
    { key: "draft", label: "Against the draft", other: draft ?? undefined, isOlder: false },
  ].filter(({ other }) => other !== undefined);
  const against = comparisons.find(({ key }) => key === only(query.with)) ?? comparisons[0];
  return (
    <>
      {header}
      <div className="grid gap-6 lg:grid-cols-[20rem_minmax(0,1fr)] lg:items-start">
        <VersionList
          workspace={workspace}
          slug={slug}
          versions={versions}
          liveVersion={row.liveVersion}
          shown={version}
          now={ctx.now}
          zone={ctx.workspace.timezone}
        />
        {definition ? (
          <div className="min-w-0 space-y-8">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="mr-auto text-lg font-semibold">Version {version}</h2>
              <a
                href={`/api/screens/${workspace}/jobs/${slug}/definition?version=${version}`}
                className={plainLink}
                download
              >
                <Download aria-hidden size={14} />
                Export as JSON
              </a>
              {mayAct(ctx.role, "editor") && row.status !== "archived" ? (
                <RestoreVersion
                  version={version}
                  discards={!sameJson(draft, live)}
                  editor={editorHref(workspace, slug)}
                  restore={restoreJobVersion.bind(null, ctx.workspace.slug, slug, {
                    version,
                    basedOn: row.draftRevision,
                  })}
                />
              ) : null}
            </div>
            {against?.other ? (
              <Section
                title={against.isOlder ? "What it changed" : "What is different by now"}
                action={
                  <ChoiceLinks
                    label="Compared with"
                    choices={comparisons.map(({ key, label }) => ({
                      key,
                      label,
                      href: versionsHref(workspace, slug, { show: String(version), with: key }),
                      isChosen: key === against.key,
                    }))}
                  />
                }
              >
                <Compared version={definition} other={against.other} isOlder={against.isOlder} />
              </Section>
            ) : null}
            <Section title="What it says">
              <JobWords definition={definition} />
              <details className="mt-3">
                <summary className="cursor-pointer text-sm text-ink-2">As JSON</summary>
                <pre className="card mt-2 max-h-[32rem] overflow-auto px-4 py-3 font-mono text-xs leading-relaxed">
                  {JSON.stringify(definition, null, 2)}
                </pre>
              </details>
            </Section>
          </div>
        ) : null}
      </div>
    </>
  );
}

/** From the older one to the newer: what this version changed, or what was changed since. */
function Compared({ version, other, isOlder }: { version: Definition; other: Definition; isOlder: boolean }) {
  const changes = isOlder ? difference(other, version) : difference(version, other);
  if (changes.length === 0) return <p className="card px-4 py-5 text-ink-2">Nothing: both say the same.</p>;
  return <Changes changes={changes} />;
}
