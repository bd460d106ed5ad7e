/** A LIKE pattern for "begins with what was typed", whatever its case. */
export function prefixPattern(typed: string): string {
  return `${typed
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
}
