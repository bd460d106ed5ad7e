import type { Metadata } from "next";
import { HealthFigures } from "@/components/health/health-figures";
import { HealthVerdict } from "@/components/health/health-verdict";
import { PageHeader } from "@/components/ui/page-header";
import { engineMode } from "@/inngest/client";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { countRefused } from "@/lib/insights/arrivals/count-refused";
import { getHealth } from "@/lib/insights/health/health";

export const metadata: Metadata = { title: "Health" };

export default async function HealthPage({ params }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const [health, refused] = await Promise.all([getHealth(ctx, engineMode()), countRefused(ctx)]);
  return (
    <>
      <PageHeader
        title="Health"
        about={
          <>
            Whether everything that ought to move does. Monitors read the status at{" "}
            <a href="/api/health" className="font-mono text-sm text-accent hover:underline">
              /api/health
            </a>
            , and with an API key the same figures.
          </>
        }
      />
      <HealthVerdict status={health.status} sentences={health.sentences} />
      <HealthFigures
        workspace={ctx.workspace.slug}
        health={health}
        refused={refused}
        now={ctx.now}
        zone={ctx.workspace.timezone}
      />
    </>
  );
}
