"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMutation } from "@/components/ui/use-mutation";

interface Props {
  version: number;
  /** Whether that throws away what was changed and not published. */
  discards: boolean;
  editor: string;
  restore: () => Promise<Outcome>;
}

/** Puts a version into the draft; asks first where something that was never published would be replaced. */
export function RestoreVersion({ version, discards, editor, restore }: Props) {
  const router = useRouter();
  const [asks, setAsks] = useState(false);
  const { run, isPending } = useMutation(restore, {
    onDone: () => {
      setAsks(false);
      router.push(editor);
    },
    onRefused: () => setAsks(false),
  });
  return (
    <>
      <Button disabled={isPending} onClick={() => (discards ? setAsks(true) : run())}>
        <RotateCcw aria-hidden size={14} />
        Restore into the draft
      </Button>
      {asks ? (
        <Dialog
          title={`Restore version ${version} into the draft?`}
          about="What was changed since the last version and is not published is replaced. What runs stays as it is until you publish."
          onClose={() => setAsks(false)}
        >
          <div className="flex justify-end gap-3">
            <Button className="h-9" onClick={() => setAsks(false)}>
              Cancel
            </Button>
            <Button look="main" className="h-9" disabled={isPending} onClick={() => run()} autoFocus>
              Restore it
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
