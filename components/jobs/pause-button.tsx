"use client";

import { Pause, Play } from "lucide-react";
import { useOffer } from "@/components/shell/offers";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { useMutation } from "@/components/ui/use-mutation";

interface Props {
  paused: boolean;
  pause: () => Promise<Outcome>;
  resume: () => Promise<Outcome>;
}

/** Stops a live job, or lets a paused one run again, and says what that did. */
export function PauseButton({ paused, pause, resume }: Props) {
  const resuming = useMutation(resume);
  const pausing = useMutation(pause, { follow: () => ({ label: "Resume", run: resuming.run }) });
  const click = paused ? resuming.run : pausing.run;
  const Icon = paused ? Play : Pause;
  const words = paused ? "Resume" : "Pause";
  useOffer([{ id: "pause", label: `${words} this job`, icon: Icon, words: "stop start job", run: click }]);
  return (
    <Button disabled={pausing.isPending || resuming.isPending} onClick={() => click()}>
      <Icon aria-hidden size={14} />
      {words}
    </Button>
  );
}
