"use client";

import { Ellipsis } from "lucide-react";
import { type ComponentProps, lazy, Suspense } from "react";
import type { DraftMenuOpen } from "@/components/editor/draft/draft-menu-open";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";

const load = () =>
  import("@/components/editor/draft/draft-menu-open").then((file) => ({ default: file.DraftMenuOpen }));
const Open = lazy(load);

/** What can be done with the draft as a whole, besides publishing it. */
export function DraftMenu(props: Omit<ComponentProps<typeof DraftMenuOpen>, "trigger">) {
  const { isThere, button } = useLazyMenu(load);
  const trigger = <MenuButton {...(isThere ? {} : button)} />;
  if (!isThere) return trigger;
  return (
    <Suspense fallback={trigger}>
      <Open trigger={trigger} {...props} />
    </Suspense>
  );
}

function MenuButton(rest: ComponentProps<"button">) {
  return (
    <button
      type="button"
      aria-label="More about this draft"
      {...rest}
      className="grid size-8 place-items-center rounded-md text-ink-2 hover:bg-lit hover:text-ink data-[state=open]:bg-lit"
    >
      <Ellipsis aria-hidden size={16} />
    </button>
  );
}
