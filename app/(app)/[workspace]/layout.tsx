import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { lookAhead, moveClock } from "@/app/(app)/[workspace]/clock/mutations";
import { Clock } from "@/components/clock/clock";
import { AccountMenu } from "@/components/shell/account-menu";
import { Live } from "@/components/shell/live";
import { Nav } from "@/components/shell/nav";
import { OverPage } from "@/components/shell/palette/over-page";
import { type PageContext, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { getPulse } from "@/lib/insights/pulse";
import { listWorkspacesOf } from "@/lib/members/find-member";
import { movableClock } from "@/lib/workspaces/clock/movable-clock";

export default async function WorkspaceLayout({
  children,
  params,
}: Pick<WorkspacePage, "params"> & { children: ReactNode }) {
  const ctx = await pageContext((await params).workspace);
  // Before the page reads anything: what changes meanwhile is then seen as a change.
  const revision = await getPulse(ctx);
  const { workspace, member, role, zone, isDemo } = ctx;
  const [clock, workspaces] = await Promise.all([
    movableClock(ctx),
    isDemo ? [workspace] : listWorkspacesOf(ctx.db, member.id),
  ]);
  const screens = `/api/screens/${workspace.slug}`;
  return (
    <div className="min-h-dvh lg:flex">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <Nav
        workspace={named(workspace)}
        workspaces={workspaces.map(named)}
        isDemo={clock?.mode === "demo"}
        account={
          <AccountMenu account={isDemo ? null : { ...member, role }} zone={zone} workspace={workspace.slug} />
        }
      />
      <div className="min-w-0 flex-1 lg:border-l lg:border-line lg:has-data-fills:flex lg:has-data-fills:h-dvh lg:has-data-fills:flex-col">
        <div className="flex min-h-9 not-has-[p,span,button]:hidden flex-wrap items-center justify-end gap-x-5 gap-y-1 border-b border-line px-4 py-1.5 text-xs text-ink-3 sm:px-8">
          {isDemo ? (
            <p className="mr-auto flex items-center gap-2">
              <LockKeyhole aria-hidden size={12} strokeWidth={2} className="shrink-0" />
              Open to this machine only, without a sign-in
            </p>
          ) : null}
          <Live live={`${screens}/live`} pulse={`${screens}/pulse`} revision={revision} />
          {clock ? clockOf(ctx, clock) : null}
        </div>
        {/* A page that fills the window says so itself: it has no margins, and what scrolls are its parts. */}
        <main
          id="main"
          className="mx-auto max-w-6xl px-4 py-6 has-data-fills:max-w-none has-data-fills:p-0 sm:px-8 sm:py-8 lg:has-data-fills:min-h-0 lg:has-data-fills:w-full lg:has-data-fills:flex-1"
        >
          {children}
        </main>
      </div>
      <OverPage workspace={workspace.slug} isOwner={role === "owner"} findHref={`${screens}/find`} />
    </div>
  );
}

const named = ({ slug, name }: { slug: string; name: string }) => ({ slug, name });

/** Only where no customer waits in real time. */
function clockOf(ctx: PageContext, clock: NonNullable<Awaited<ReturnType<typeof movableClock>>>): ReactNode {
  const { slug } = ctx.workspace;
  return (
    <Clock
      workspace={slug}
      label={clock.mode === "demo" ? "Demo" : "Test"}
      at={ctx.now}
      zone={ctx.zone}
      isPlaying={clock.isPlaying}
      move={moveClock.bind(null, slug)}
      lookAhead={lookAhead.bind(null, slug)}
    />
  );
}
