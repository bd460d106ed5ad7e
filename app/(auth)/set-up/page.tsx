import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { SetUpForm } from "@/components/auth/set-up-form";
import { Link } from "@/components/ui/link";
import { doorState } from "@/lib/edge/sign-in/door-state";
import { claim } from "../mutations";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
  const { hasOwner, isOpen } = await doorState();
  if (hasOwner)
    return (
      <AuthCard title="This Trig is set up">
        <p className="text-ink-2">
          It has an owner already.{" "}
          <Link href="/sign-in" className="font-medium text-accent hover:underline">
            Sign in
          </Link>
          , or ask to be invited.
        </p>
      </AuthCard>
    );
  return (
    <AuthCard
      title={isOpen ? "Start for real" : "Set up Trig"}
      about={
        isOpen
          ? "The demo, its people and its moved clock go. What comes then is yours."
          : "You become the owner; you can invite others afterwards."
      }
    >
      <SetUpForm claim={claim} />
    </AuthCard>
  );
}
