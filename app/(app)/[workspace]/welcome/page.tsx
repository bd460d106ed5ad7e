import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SendFirst } from "@/components/welcome/send-first";
import { WaitForFirst } from "@/components/welcome/wait-for-first";
import { ownOrigin } from "@/lib/edge/own-origin";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { mayAct } from "@/lib/workspaces/schema";
import { beginJob, makeFirstKey } from "./mutations";

export const metadata: Metadata = { title: "First event" };

export default async function WelcomePage({ params }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const { slug, name } = ctx.workspace;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={`Welcome to ${name}`} about="Send the first event, and see what Trig makes of it." />
      <div className="space-y-8">
        <Section title="1. Send">
          {ctx.role === "owner" ? (
            <SendFirst origin={ownOrigin()} make={makeFirstKey.bind(null, slug)} />
          ) : (
            <p className="card px-4 py-5 text-ink-2">An owner of the workspace makes the write key.</p>
          )}
        </Section>
        <Section title="2. See it arrive">
          <WaitForFirst
            workspace={slug}
            begin={mayAct(ctx.role, "editor") ? beginJob.bind(null, slug) : undefined}
          />
        </Section>
        <p className="text-sm text-ink-3">
          Email and Slack can wait: until they are connected, messages go to the outbox and are read under{" "}
          <Link href={`/${slug}/deliveries`} className="quiet-link text-ink-2">
            Deliveries
          </Link>
          .
        </p>
      </div>
    </div>
  );
}
