import type { Metadata } from "next";
import { NewWorkspaceForm } from "@/components/settings/new-workspace-form";
import { WorkspaceForm } from "@/components/settings/workspace-form";
import { Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { makeWorkspace, saveWorkspace } from "./mutations";

export const metadata: Metadata = { title: "Workspace" };

export default async function WorkspaceSettingsPage({ params }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const { slug, name, timezone, settings } = ctx.workspace;
  const { defaultSender, defaultChannel, tooLateHours } = settings;
  const isOwner = ctx.role === "owner";
  return (
    <>
      <PageHeader title="Workspace" about="What holds for all jobs unless they say otherwise." />
      {isOwner ? (
        <div className="space-y-8">
          <WorkspaceForm
            name={name}
            timezone={timezone}
            senderName={defaultSender?.name ?? ""}
            senderAddress={defaultSender?.address ?? ""}
            channel={defaultChannel ?? ""}
            tooLateHours={tooLateHours}
            save={saveWorkspace.bind(null, slug)}
          />
          {ctx.isDemo ? null : (
            <Section title="Another workspace">
              <NewWorkspaceForm timezone={timezone} make={makeWorkspace.bind(null, slug)} />
            </Section>
          )}
        </div>
      ) : (
        <Facts
          lines={[
            ["Name", name],
            ["Time zone", timezone],
            ["Default sender", defaultSender ? `${defaultSender.name} <${defaultSender.address}>` : "none"],
            ["Default channel", defaultChannel ?? "none"],
            ["Too late after", `${tooLateHours} hours`],
          ]}
        />
      )}
    </>
  );
}
