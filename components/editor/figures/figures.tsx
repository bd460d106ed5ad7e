"use client";

import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { type FigureLink, figureLinks } from "@/components/editor/figures/figure-links";
import { Link } from "@/components/ui/link";

const inks: { readonly [K in FigureLink["key"]]: string } = {
  here: "text-ink",
  passed: "text-ink-3",
  skipped: "text-ink-3",
  failed: "text-bad-ink",
  unconfirmed: "text-warn-ink",
};

/** The figures of one place of a running job, each a link to exactly those it counts; nothing where it never ran or nobody came. `branch`: of an arm, the branch it belongs to. */
export function Figures({
  id,
  branch = null,
  className = "",
  tabIndex = 0,
}: {
  id: string;
  branch?: string | null;
  className?: string;
  /** -1 where what they belong to is the Tab stop. */
  tabIndex?: -1 | 0;
}) {
  const { job } = useEditor();
  const figure = useEditorState((state) => state.figures.get(id));
  if (!figure) return null;
  const links = figureLinks(job, id, figure, branch);
  if (links.length === 0) return null;
  return (
    <span className={`flex-wrap gap-x-2 text-xs tabular-nums ${className}`}>
      {links.map(({ key, words, href }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          tabIndex={tabIndex}
          className={`quiet-link ${inks[key]}`}
        >
          {words}
        </Link>
      ))}
    </span>
  );
}
