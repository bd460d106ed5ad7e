"use client";

import { ChevronsUpDown } from "lucide-react";
import { type ComponentProps, lazy, Suspense } from "react";
import { Mark } from "@/components/shell/mark";
import type { WorkspaceMenuProps } from "@/components/shell/workspace-menu-open";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";

const load = () =>
  import("@/components/shell/workspace-menu-open").then((file) => ({ default: file.WorkspaceMenuOpen }));
const Open = lazy(load);

/** Which workspace this is, and the way to another one. */
export function WorkspaceMenu(props: WorkspaceMenuProps) {
  const { isThere, button } = useLazyMenu(load);
  const trigger = <WorkspaceButton name={props.workspace.name} {...(isThere ? {} : button)} />;
  if (!isThere) return trigger;
  return (
    <Suspense fallback={trigger}>
      <Open {...props} trigger={trigger} />
    </Suspense>
  );
}

function WorkspaceButton({ name, ...rest }: ComponentProps<"button"> & { name: string }) {
  return (
    <button
      type="button"
      title={name}
      {...rest}
      className="flex h-9 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-sunken data-[state=open]:bg-sunken"
    >
      <Mark />
      <span className="min-w-0 flex-1 truncate font-semibold tracking-[-0.01em]">{name}</span>
      <ChevronsUpDown aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-ink-3" />
      <span className="sr-only">Switch workspace</span>
    </button>
  );
}
