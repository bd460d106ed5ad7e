"use client";

import { CheckCircle2, CircleDot, DoorOpen, LogIn, type LucideIcon } from "lucide-react";
import type { AudienceBox, LaneBox } from "@/components/editor/canvas/drawing/boxes";
import { audienceWords, exitWords, goalWords } from "@/components/editor/canvas/drawing/card-words";
import { ProblemMark } from "@/components/editor/canvas/problem-mark";
import { useStop } from "@/components/editor/canvas/use-stop";
import { useEditorState } from "@/components/editor/editor-context";
import { CardFigures, useHasFigures } from "@/components/editor/figures/card-figures";

interface HeadProps {
  id: string;
  icon: LucideIcon;
  title: string;
  words?: string;
  height: number;
  tone?: "good";
}

/** The head of a card: what part of the job it is, and that part in words. */
function Head({ id, icon: Icon, title, words, height, tone }: HeadProps) {
  const { isSelected, props } = useStop(id);
  const rest = tone ? "bg-good-soft hover:bg-good-soft/70" : "hover:bg-sunken";
  const hasFigures = useHasFigures(id);
  return (
    <div className="relative">
      <button
        {...props}
        style={{ height }}
        className={`relative flex w-full items-start gap-2.5 pt-2.5 pl-2.5 text-left outline-offset-[-2px] ${hasFigures ? "pr-22" : "pr-2.5"} ${
          isSelected ? "bg-accent-soft" : rest
        }`}
      >
        <span
          aria-hidden
          className={`grid size-5 w-6 shrink-0 place-items-center ${tone ? "text-good-ink" : "text-ink-3"}`}
        >
          <Icon size={15} strokeWidth={2} />
        </span>
        <span className="min-w-0 flex-1">
          <span className={`block truncate text-sm font-medium ${tone ? "text-good-ink" : ""}`}>{title}</span>
          {words ? (
            <span dir="auto" title={words} className="line-clamp-2 text-xs text-ink-2 wrap-anywhere">
              {words}
            </span>
          ) : null}
        </span>
        <ProblemMark id={id} />
      </button>
      <CardFigures id={id} />
    </div>
  );
}

/** Who may enter. */
export function AudienceHead({ box }: { box: AudienceBox }) {
  const words = useEditorState(({ definition }) => audienceWords(definition));
  return <Head id={box.id} icon={CircleDot} title="Who enters" words={words} height={box.height - 2} />;
}

/** What fires the actions of a lane. */
export function LaneHead({ box }: { box: LaneBox }) {
  const Part = laneHeads[box.look];
  return <Part id={box.id} height={box.headHeight} />;
}

type Part = (props: { id: string; height: number }) => React.ReactNode;
const laneHeads: { readonly [L in LaneBox["look"]]: Part } = {
  entry: (at) => <Head {...at} icon={LogIn} title="On entry" />,
  completion: GoalHead,
  exit: ExitHead,
};

function GoalHead(at: { id: string; height: number }) {
  const words = useEditorState(({ definition }) => goalWords(definition.goal));
  return <Head {...at} icon={CheckCircle2} title="Completed" words={words} tone="good" />;
}

function ExitHead(at: { id: string; height: number }) {
  const words = useEditorState(({ definition }) => exitWords(definition));
  return <Head {...at} icon={DoorOpen} title="Exit" words={words} />;
}
