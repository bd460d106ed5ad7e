/** What a page of a workspace is given: the parts of its address. */
export interface WorkspacePage<More extends Record<string, string> = Record<never, string>> {
  params: Promise<{ workspace: string } & More>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A name as it stands in an address, where Next leaves letters of other scripts encoded. */
export function nameInAddress(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
