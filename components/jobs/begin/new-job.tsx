"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Begin, BeginDialog as Dialog } from "@/components/jobs/begin/begin-dialog";
import { useOffer } from "@/components/shell/offers";
import { Button } from "@/components/ui/button";
import { toasts } from "@/components/ui/use-toast";
import type { NamedProgramme } from "@/lib/programme-kinds";

const load = () =>
  import("@/components/jobs/begin/begin-dialog").then((file) => ({ default: file.BeginDialog }));
const BeginDialog: React.LazyExoticComponent<typeof Dialog> = lazy(load);

interface Props {
  workspace: string;
  jobs: NamedProgramme[];
  begin: Begin;
}

/** The one way to a new job; what it can be begun from is fetched when it is wanted. */
export function NewJob(props: Props) {
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    load().then(
      () => setOpen(true),
      () =>
        toasts.show({
          tone: "bad",
          message: "Trig could not be reached. Check the connection, then try again.",
        }),
    );
  };
  useOffer([{ id: "new-job", label: "New job", icon: Plus, words: "create make begin build", run: open }]);
  return (
    <>
      <Button look="main" className="h-9" onClick={open} onPointerEnter={() => void load().catch(() => null)}>
        <Plus aria-hidden size={15} />
        New job
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <BeginDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
