import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { JoinForm } from "@/components/auth/join-form";
import { roleWords } from "@/components/settings/members/role-words";
import { only } from "@/components/ui/hrefs";
import { invitationOf } from "@/lib/edge/sign-in/door-state";
import { join } from "../mutations";

export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function JoinPage({ searchParams }: Props) {
  const token = only((await searchParams).token) ?? "";
  const found = token ? await invitationOf(token) : null;
  if (!found)
    return (
      <AuthCard title="This invitation no longer works">
        <p className="text-pretty text-ink-2">
          It was used, taken back or is older than a week. Ask whoever invited you for a new one.
        </p>
      </AuthCard>
    );
  return (
    <AuthCard
      title={`Join ${found.workspace.name}`}
      about={`As ${roleWords[found.role].label.toLowerCase()}: ${roleWords[found.role].about}`}
    >
      <JoinForm email={found.email} isMember={found.isMember} join={join.bind(null, token)} />
    </AuthCard>
  );
}
