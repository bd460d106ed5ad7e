import type { Metadata } from "next";
import { ColleagueList } from "@/components/settings/members/colleague-list";
import { InvitationList } from "@/components/settings/members/invitation-list";
import { InviteForm } from "@/components/settings/members/members";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { listColleagues, listInvitations } from "@/lib/members/colleagues/list-colleagues";
import { listOpenKeysByMember } from "@/lib/workspaces/keys/list-keys";
import { changeMemberRole, inviteMember, removeMember, takeInvitationBack } from "./mutations";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const { slug } = ctx.workspace;
  const isOwner = ctx.role === "owner";
  const [colleagues, invitations, keys] = await Promise.all([
    listColleagues(ctx),
    isOwner ? listInvitations(ctx) : [],
    isOwner ? listOpenKeysByMember(ctx) : {},
  ]);
  // Members come and go in real time, whatever the clock of the instance says.
  const now = new Date();
  const change = {
    role: changeMemberRole.bind(null, slug),
    remove: removeMember.bind(null, slug),
  };
  return (
    <>
      <PageHeader
        title="Members"
        about="Viewers read, editors change jobs, owners also keys, members and settings."
      />
      <div className="space-y-8">
        {isOwner && !ctx.isDemo ? <InviteForm invite={inviteMember.bind(null, slug)} /> : null}
        {ctx.isDemo ? (
          <p className="card px-4 py-5 text-ink-2">
            A demo opens to whoever sits at this machine. Members come with “Start for real”.
          </p>
        ) : (
          <Section title="Who works here">
            <ColleagueList
              colleagues={colleagues}
              self={ctx.member.id}
              {...(isOwner ? { change, keys } : {})}
              now={now}
              zone={ctx.zone}
            />
          </Section>
        )}
        {invitations.length > 0 ? (
          <Section title="Invited">
            <InvitationList
              invitations={invitations}
              revoke={takeInvitationBack.bind(null, slug)}
              now={now}
              zone={ctx.zone}
            />
          </Section>
        ) : null}
      </div>
    </>
  );
}
