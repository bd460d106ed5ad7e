import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { SignInForm } from "@/components/auth/sign-in-form";
import { UseLink } from "@/components/auth/use-link";
import { only } from "@/components/ui/hrefs";
import { safePath } from "@/lib/edge/pages/safe-path";
import { doorState } from "@/lib/edge/sign-in/door-state";
import { askForSignInLink } from "../mutations";

export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safePath(only(query.next));
  const token = only(query.token);
  const { hasOwner, canMail, isOpen } = await doorState();
  if (isOpen) redirect("/");
  if (!hasOwner) redirect("/set-up");
  if (token)
    return (
      <AuthCard title="Sign in to Trig" about="This link works once.">
        <UseLink token={token} next={next} />
      </AuthCard>
    );
  return (
    <AuthCard title="Sign in to Trig">
      <SignInForm next={next} canMail={canMail} mailLink={askForSignInLink} />
    </AuthCard>
  );
}
