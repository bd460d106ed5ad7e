"use client";

import { Ellipsis } from "lucide-react";
import { type ComponentProps, lazy, Suspense } from "react";
import type { JobMenuOpen } from "@/components/jobs/life/job-menu-open";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";

const load = () =>
  import("@/components/jobs/life/job-menu-open").then((file) => ({ default: file.JobMenuOpen }));
const Open = lazy(load);

/** What can be done with a job as a whole, besides what is done every day. */
export function JobMenu(props: Omit<ComponentProps<typeof JobMenuOpen>, "trigger">) {
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
      aria-label="More about this job"
      {...rest}
      className="grid size-8 place-items-center rounded-md border border-line bg-surface text-ink-2 shadow-card transition-colors hover:border-line-strong data-[state=open]:bg-sunken"
    >
      <Ellipsis aria-hidden size={15} />
    </button>
  );
}
