"use client";

import { Archive, ArchiveRestore, Copy, Download, History, OctagonX, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { ConfirmEnd } from "@/components/jobs/life/confirm-end";
import type { Outcome } from "@/components/ui/attempt";
import { Menu, MenuItem, MenuLine, MenuLink } from "@/components/ui/menu";
import { useMutation } from "@/components/ui/use-mutation";
import { versionsHref } from "@/lib/edge/pages/programme-href";
import type { ProgrammeStatus } from "@/lib/programme-status";

type Verb = () => Promise<Outcome & { path?: string }>;

interface Props {
  trigger: ReactNode;
  workspace: string;
  job: { slug: string; name: string; status: ProgrammeStatus; wasLive: boolean; open: number };
  /** Absent for who may only look. */
  verbs?: { duplicate: Verb; stop: Verb; archive: Verb; restore: Verb; remove: Verb } | undefined;
}

/** The menu itself, open from the start: it is fetched when somebody asks for it. */
export function JobMenuOpen({ trigger, workspace, job, verbs }: Props) {
  const router = useRouter();
  const [ends, setEnds] = useState<"stop" | "archive" | "remove" | null>(null);
  const go = { onDone: ({ path }: { path?: string }) => (path ? router.push(path) : undefined) };
  const nothing: Verb = async () => ({ ok: true, message: "" });
  const duplicating = useMutation(verbs?.duplicate ?? nothing, { ...go, isOnlyOnce: true });
  const restoring = useMutation(verbs?.restore ?? nothing);
  const isArchived = job.status === "archived";
  return (
    <>
      <Menu trigger={trigger} align="end" isOpenFirst>
        {job.wasLive ? (
          <MenuLink icon={History} href={versionsHref(workspace, job.slug)}>
            Versions
          </MenuLink>
        ) : null}
        <MenuItem
          icon={Download}
          onSelect={() => location.assign(`/api/screens/${workspace}/jobs/${job.slug}/definition`)}
        >
          Export as JSON
        </MenuItem>
        {verbs ? (
          <>
            <MenuItem icon={Copy} onSelect={() => duplicating.run()}>
              Duplicate
            </MenuItem>
            <MenuLine />
            {job.status === "live" || job.status === "paused" ? (
              <MenuItem icon={OctagonX} onSelect={() => setEnds("stop")}>
                Stop and cancel …
              </MenuItem>
            ) : null}
            {isArchived ? (
              <MenuItem icon={ArchiveRestore} onSelect={() => restoring.run()}>
                Restore
              </MenuItem>
            ) : job.wasLive ? (
              <MenuItem icon={Archive} onSelect={() => setEnds("archive")}>
                Archive …
              </MenuItem>
            ) : (
              <MenuItem icon={Trash2} onSelect={() => setEnds("remove")}>
                Delete the draft …
              </MenuItem>
            )}
          </>
        ) : null}
      </Menu>
      {ends && verbs ? (
        <ConfirmEnd ends={ends} job={job} verb={verbs[ends]} onClose={() => setEnds(null)} />
      ) : null}
    </>
  );
}
