/** What a page of a workspace is given: the parts of its address. */
export interface WorkspacePage<More extends Record<string, string> = Record<never, string>> {
  params: Promise<{ workspace: string } & More>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}
