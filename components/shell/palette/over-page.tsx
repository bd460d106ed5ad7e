"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useRef } from "react";
import { typeAhead } from "@/components/shell/palette/ahead";
import { closeOver, loadOver, openOver, over } from "@/components/shell/palette/palette-state";
import { shortcutOf } from "@/components/shell/palette/shortcut-of";
import { useRecentPlaces } from "@/components/shell/palette/use-recent-places";
import { mainPlaces, otherPlaces } from "@/components/shell/places";
import { mustStay } from "@/components/shell/use-offline-guard";

const Palette = lazy(loadOver.palette);
const Shortcuts = lazy(loadOver.shortcuts);

const PAIR_WITHIN_MS = 1_500;
const places = [...mainPlaces, ...otherPlaces];

interface Props {
  workspace: string;
  isOwner: boolean;
  findHref: string;
}

/** Listens for shortcuts and shows what they open; the palette is fetched when it is first wanted. */
export function OverPage({ workspace, isOwner, findHref }: Props) {
  const router = useRouter();
  const shown = over.use();
  const begun = useRef<number | null>(null);
  const recent = useRecentPlaces(workspace);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // On its way to Ctrl+K: fetch what will be wanted.
      if (event.key === "Control" || event.key === "Meta") loadOver.palette().catch(() => undefined);
      if (event.defaultPrevented || event.isComposing) return;
      const before =
        begun.current !== null && performance.now() - begun.current < PAIR_WITHIN_MS ? "g" : null;
      begun.current = null;
      const asked = shortcutOf(
        {
          key: event.key,
          hasControl: event.ctrlKey || event.metaKey,
          hasAlt: event.altKey,
          isElsewhere: isElsewhere(event.target),
        },
        before,
        places,
      );
      if (!asked) return;
      event.preventDefault();
      if ("wait" in asked) begun.current = performance.now();
      else if ("open" in asked) {
        if (over.get() === asked.open) closeOver();
        else openOver(asked.open);
      } else if (!mustStay()) router.push(`/${workspace}/${asked.go}`);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [router, workspace]);
  useEffect(() => {
    // Before the box that has the focus: what is typed for the palette is not for that.
    const keep = (event: KeyboardEvent) => {
      const isText = event.ctrlKey === event.altKey && !event.metaKey && !event.isComposing;
      if (!isText || !typeAhead(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", keep, true);
    return () => document.removeEventListener("keydown", keep, true);
  }, []);
  return (
    <Suspense fallback={null}>
      {shown === "palette" ? (
        <Palette
          workspace={workspace}
          isOwner={isOwner}
          findHref={findHref}
          recent={recent}
          onClose={closeOver}
          onShortcuts={() => openOver("shortcuts")}
        />
      ) : null}
      {shown === "shortcuts" ? <Shortcuts places={places} onClose={closeOver} /> : null}
    </Suspense>
  );
}

function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]") !== null
  );
}
