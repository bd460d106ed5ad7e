import type { Metadata } from "next";
import { AskForm } from "@/components/auth/ask-form";
import { AuthCard } from "@/components/auth/auth-card";
import { NewPasswordForm } from "@/components/auth/new-password-form";
import { only } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { doorState, newPasswordFor } from "@/lib/edge/sign-in/door-state";
import { askForNewPassword, setNewPassword } from "../mutations";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewPasswordPage({ searchParams }: Props) {
  const token = only((await searchParams).token);
  const email = token ? await newPasswordFor(token) : null;
  if (token && email)
    return (
      <AuthCard title="Set a new password" about={`For ${email}. You will be signed out everywhere else.`}>
        <NewPasswordForm email={email} set={setNewPassword.bind(null, token)} />
      </AuthCard>
    );
  const { canMail } = await doorState();
  const stale = token ? "That link was used already or is too old. " : "";
  if (canMail)
    return (
      <AuthCard title="Forgot the password?" about={`${stale}Trig mails you a link to set a new one.`}>
        <AskForm ask={askForNewPassword} />
        <BackToSignIn />
      </AuthCard>
    );
  return (
    <AuthCard title="Forgot the password?">
      <p className="text-pretty text-ink-2">
        {stale}This Trig cannot send mail yet. Whoever runs it can make you a link, where it was started:
      </p>
      <pre className="mt-3 overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-sm">
        npm run recover -- you@example.com
      </pre>
      <BackToSignIn />
    </AuthCard>
  );
}

function BackToSignIn() {
  return (
    <p className="mt-4 text-center text-sm">
      <Link href="/sign-in" className="quiet-link text-ink-2">
        Back to the sign-in
      </Link>
    </p>
  );
}
