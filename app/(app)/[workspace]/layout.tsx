import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { lookAhead, moveClock } from "@/app/(app)/[workspace]/clock/mutations";
import { Clock } from "@/components/shell/clock";
import { Nav } from "@/components/shell/nav";
import { type PageContext, pageContext } from "@/lib/edge/page";
import type { WorkspacePage } from "@/lib/edge/page-props";
import { movableClock } from "@/lib/workspaces/movable-clock";

export default async function WorkspaceLayout({
  children,
  params,
}: Pick<WorkspacePage, "params"> & { children: ReactNode }) {
  const ctx = await pageContext((await params).workspace);
  return (
    <Frame workspace={ctx.workspace} clock={await clockOf(ctx)}>
      {children}
    </Frame>
  );
}

/** Only where no customer waits in real time. */
async function clockOf(ctx: PageContext): Promise<ReactNode> {
  const clock = await movableClock(ctx);
  if (!clock) return null;
  const { slug, timezone } = ctx.workspace;
  return (
    <Clock
      workspace={slug}
      label={clock.mode === "demo" ? "Demo" : "Test"}
      at={ctx.now}
      zone={timezone}
      isPlaying={clock.isPlaying}
      move={moveClock.bind(null, slug)}
      lookAhead={lookAhead.bind(null, slug)}
    />
  );
}

interface FrameProps {
  workspace: { slug: string; name: string };
  clock: ReactNode;
  children: ReactNode;
}

function Frame({ workspace, clock, children }: FrameProps) {
  return (
    <div className="min-h-dvh lg:flex">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <Nav workspace={workspace.slug} name={workspace.name} />
      <div className="min-w-0 flex-1 lg:border-l lg:border-line">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-1.5 text-xs text-ink-3 sm:px-8">
          <p className="flex items-center gap-2">
            <LockKeyhole aria-hidden size={12} strokeWidth={2} className="shrink-0" />
            No sign-in yet: reachable from this machine only
          </p>
          {clock}
        </div>
        <main id="main" className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-8">
          {children}
        </main>
      </div>
    </div>
  );
}
