"use client";

import { Copy, FileJson, FilePlus2, type LucideIcon, Sparkles, Zap } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import { FromEvent } from "@/components/jobs/begin/from-event";
import { FromFile } from "@/components/jobs/begin/from-file";
import { FromJob } from "@/components/jobs/begin/from-job";
import { FromNothing } from "@/components/jobs/begin/from-nothing";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Problem } from "@/components/ui/problem";
import { useForm } from "@/components/ui/use-form";
import type { NamedProgramme } from "@/lib/programme-kinds";

type Answer = Outcome & { path?: string };
export type Begin = (form: { from: string } & Record<string, string>) => Promise<Answer>;

interface Props {
  workspace: string;
  jobs: NamedProgramme[];
  begin: Begin;
  onClose: () => void;
}

/** What a new job is begun from. Each way leads to its draft in the editor; nobody enters before it is published. */
export function BeginDialog({ workspace, jobs, begin, onClose }: Props) {
  const router = useRouter();
  const [chosen, setChosen] = useState("nothing");
  const [issues, setIssues] = useState<Answer["issues"]>();
  const asked = async (form: Parameters<Begin>[0]) => {
    const answer = await begin(form);
    setIssues(answer.issues);
    return answer;
  };
  const { run, isPending, problem } = useForm(asked, {
    onDone: ({ path }) => {
      onClose();
      if (path) router.push(path);
    },
  });
  const way = (key: string, icon: LucideIcon, title: string, about: string, form: ReactNode) => (
    <Way
      key={key}
      icon={icon}
      title={title}
      about={about}
      isOpen={chosen === key}
      open={() => {
        setIssues(undefined);
        setChosen(key);
      }}
    >
      {form}
      {chosen === key ? <Problem>{problem}</Problem> : null}
    </Way>
  );
  return (
    <Dialog
      title="New job"
      about="It starts as a draft that writes to nobody."
      onClose={onClose}
      className="sm:max-h-[78dvh] sm:max-w-xl sm:top-[10vh]"
    >
      <div className="card divide-y divide-line overflow-hidden">
        {way(
          "nothing",
          FilePlus2,
          "From nothing",
          "Say who it is about, what they should do, and what they get.",
          <FromNothing begin={run} isPending={isPending} />,
        )}
        {way(
          "example",
          Sparkles,
          "From the onboarding nudge",
          "A welcome email, a reminder after 5 days, and both ends: ready to be reworded.",
          <Button look="main" className="h-9" disabled={isPending} onClick={() => run({ from: "example" })}>
            Begin with it
          </Button>,
        )}
        {way(
          "event",
          Zap,
          "From an event",
          "For whoever did one thing and not yet the next one.",
          <FromEvent workspace={workspace} begin={run} isPending={isPending} />,
        )}
        {jobs.length > 0
          ? way(
              "job",
              Copy,
              "From another job",
              "A copy of its draft, under a name of its own.",
              <FromJob jobs={jobs} begin={run} isPending={isPending} />,
            )
          : null}
        {way(
          "file",
          FileJson,
          "From a file",
          "A job as JSON, as it was exported or as the API answers it.",
          <FromFile begin={run} isPending={isPending} issues={issues} />,
        )}
      </div>
    </Dialog>
  );
}

interface WayProps {
  icon: LucideIcon;
  title: string;
  about: string;
  isOpen: boolean;
  open: () => void;
  children: ReactNode;
}

/** One of the ways: its title, and its form once it is chosen. */
function Way({ icon: Icon, title, about, isOpen, open, children }: WayProps) {
  const id = useId();
  return (
    <section className={isOpen ? "bg-surface" : ""}>
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={open}
          className="flex w-full items-start gap-3 px-4 py-3 text-left hover:bg-lit"
        >
          <span
            className={`mt-0.5 grid size-7 shrink-0 place-items-center rounded-md ${isOpen ? "bg-accent-soft text-accent" : "bg-sunken text-ink-2"}`}
          >
            <Icon aria-hidden size={15} strokeWidth={1.75} />
          </span>
          <span className="min-w-0">
            <span className="block font-medium">{title}</span>
            <span className="block text-sm text-pretty text-ink-2">{about}</span>
          </span>
        </button>
      </h3>
      {isOpen ? (
        <div id={id} className="pr-4 pb-4 pl-14 max-sm:pl-4">
          {children}
        </div>
      ) : null}
    </section>
  );
}
