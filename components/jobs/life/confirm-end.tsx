"use client";

import { useRouter } from "next/navigation";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMutation } from "@/components/ui/use-mutation";
import { plural } from "@/lib/words/figures";

interface Props {
  ends: "stop" | "archive" | "remove";
  job: { name: string; open: number };
  verb: () => Promise<Outcome & { path?: string }>;
  onClose: () => void;
}

const words = {
  stop: {
    title: "Stop",
    about: () =>
      "It is paused, and what waits to be sent is cancelled for good. What is on its way at this moment may still arrive, or wait until it is resumed. Who is in it stays in it. To keep the messages for later, pause it instead.",
    button: "Stop and cancel",
  },
  archive: {
    title: "Archive",
    about: (open: number) =>
      `${open > 0 ? `${plural(open, "customer is", "customers are")} in it now and will leave, without the actions of its exit. ` : ""}What is not sent yet will not be sent. Its figures stay, and it can be restored.`,
    button: "Archive it",
  },
  remove: {
    title: "Delete the draft of",
    about: () =>
      "It never was live, so nobody has been in it. It is gone for good: export it first to keep it.",
    button: "Delete it",
  },
} as const;

/** Asks once more before a job ends, and says what that does. */
export function ConfirmEnd({ ends, job, verb, onClose }: Props) {
  const router = useRouter();
  const { run, isPending } = useMutation(verb, {
    onDone: ({ path }) => {
      onClose();
      if (path) router.push(path);
    },
  });
  const { title, about, button } = words[ends];
  return (
    <Dialog title={`${title} ${job.name}?`} about={about(job.open)} onClose={onClose}>
      <div className="flex justify-end gap-3">
        <Button className="h-9" onClick={onClose}>
          Cancel
        </Button>
        <Button
          className="h-9 bg-bad-soft"
          look="danger"
          disabled={isPending}
          onClick={() => run()}
          autoFocus
        >
          {button}
        </Button>
      </div>
    </Dialog>
  );
}
