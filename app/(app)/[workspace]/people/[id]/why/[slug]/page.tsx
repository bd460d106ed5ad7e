import type { Metadata } from "next";
import { only } from "@/components/ui/hrefs";
import { WhyView } from "@/components/why/why-view";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { programmesToAsk } from "@/lib/insights/why/programmes-to-ask";
import { why } from "@/lib/insights/why/why";

export const metadata: Metadata = { title: "Why?" };

export default async function PersonWhyPage({
  params,
  searchParams,
}: WorkspacePage<{ id: string; slug: string }>) {
  const { workspace, id, slug } = await params;
  const ctx = await pageContext(workspace);
  const action = only((await searchParams).action)?.slice(0, 60);
  const [answer, programmes] = await Promise.all([
    orNotFound(why(ctx, "job", slug, { entity: "person", name: id }, ctx.zone)),
    programmesToAsk(ctx, "person"),
  ]);
  return (
    <WhyView
      workspace={workspace}
      why={answer}
      action={action}
      programmes={programmes}
      now={ctx.now}
      zone={ctx.zone}
    />
  );
}
