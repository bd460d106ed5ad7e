/** A text, and what of it is marked. */
export interface Marked {
  text: string;
  from: number;
  to: number;
}

/** A text with a snippet in place of what was marked. A fallback in quotes is marked then, to be written anew; else the caret stands behind it. */
export function insertAt({ text, from, to }: Marked, snippet: string): Marked {
  const inserted = text.slice(0, from) + snippet + text.slice(to);
  const quoted = /"([^"]*)"/.exec(snippet);
  if (!quoted) return { text: inserted, from: from + snippet.length, to: from + snippet.length };
  const start = from + quoted.index + 1;
  return { text: inserted, from: start, to: start + (quoted[1] ?? "").length };
}
