import { type ProgrammeRef, programmeNames, type ScreenKind } from "@/lib/programme-kinds";

/** Address of the screen that lists the programmes of a kind. */
export function programmesHref(workspace: string, kind: ScreenKind): string {
  return `/${workspace}/${programmeNames[kind].plural}`;
}

/** Address of a programme's own screen. */
export function programmeHref(workspace: string, { kind, slug }: ProgrammeRef<ScreenKind>): string {
  return `${programmesHref(workspace, kind)}/${slug}`;
}
