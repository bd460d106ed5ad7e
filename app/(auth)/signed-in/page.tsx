import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { TellSignedIn } from "@/components/auth/tell-signed-in";

export const metadata: Metadata = { title: "Signed in" };

export default function SignedInPage() {
  return (
    <AuthCard title="You are signed in again">
      <TellSignedIn />
      <p className="text-pretty text-ink-2">
        Close this window and go on where you were; what you typed is still there.
      </p>
    </AuthCard>
  );
}
