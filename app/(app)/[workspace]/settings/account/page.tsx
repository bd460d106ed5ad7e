import type { Metadata } from "next";
import { PasswordForm, ProfileForm, SignOutEverywhere } from "@/components/settings/account-forms";
import { SignInList } from "@/components/settings/sign-in-list";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { currentSession } from "@/lib/edge/sign-in/session";
import { listSignIns } from "@/lib/members/sign-in/sign-ins";
import { endOneSignIn, saveOwnPassword, saveProfile, signOutEverywhere } from "./mutations";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage({ params }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const { slug, timezone } = ctx.workspace;
  const session = ctx.isDemo ? null : await currentSession();
  const member = session?.member;
  if (!member)
    return (
      <>
        <PageHeader title="Your account" />
        <p className="card px-4 py-5 text-ink-2">A demo has no accounts. They come with “Start for real”.</p>
      </>
    );
  const signIns = await listSignIns(ctx.db, member.id);
  return (
    <>
      <PageHeader title="Your account" about={member.email} />
      <div className="space-y-8">
        <ProfileForm
          name={member.name}
          timezone={member.timezone}
          workspaceZone={timezone}
          save={saveProfile.bind(null, slug)}
        />
        <Section title="Password">
          <PasswordForm email={member.email} save={saveOwnPassword.bind(null, slug)} />
        </Section>
        <Section title="Sign-ins">
          <SignInList
            signIns={signIns}
            current={session?.signInId ?? null}
            end={endOneSignIn.bind(null, slug)}
            now={new Date()}
            zone={ctx.zone}
          />
          <SignOutEverywhere end={signOutEverywhere.bind(null, slug)} />
        </Section>
      </div>
    </>
  );
}
