import { type ProgrammeRef, programmeNames, type ScreenKind } from "@/lib/programme-kinds";

/** Address of the screen that lists the programmes of a kind. */
export function programmesHref(workspace: string, kind: ScreenKind): string {
  return `/${workspace}/${programmeNames[kind].plural}`;
}

/** Address of a programme's own screen. */
export function programmeHref(workspace: string, { kind, slug }: ProgrammeRef<ScreenKind>): string {
  return `${programmesHref(workspace, kind)}/${slug}`;
}

/** Address of a job's editor, at a step and a field of it where they are named. */
export function editorHref(
  workspace: string,
  slug: string,
  at: { step?: string; field?: string } = {},
): string {
  const path = `${programmeHref(workspace, { kind: "job", slug })}/edit`;
  const query = new URLSearchParams(at).toString();
  return query ? `${path}?${query}` : path;
}

/** Address of the page on which a job goes live. */
export function publishHref(workspace: string, slug: string): string {
  return `${programmeHref(workspace, { kind: "job", slug })}/publish`;
}

/** Address of what was published of a job; of one version, where it is named. */
export function versionsHref(workspace: string, slug: string, query: Record<string, string> = {}): string {
  const path = `${programmeHref(workspace, { kind: "job", slug })}/versions`;
  const asked = new URLSearchParams(query).toString();
  return asked ? `${path}?${asked}` : path;
}
