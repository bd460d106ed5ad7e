"use client";

import { CircleCheck, CircleDot, DoorOpen, LogIn, Settings2 } from "lucide-react";
import { memo } from "react";
import { audienceWords, exitWords, goalWords } from "@/components/editor/canvas/drawing/card-words";
import { useEditorState } from "@/components/editor/editor-context";
import { Face } from "@/components/editor/outline/lines/face";
import { Gap } from "@/components/editor/outline/lines/gap";
import { Holder } from "@/components/editor/outline/lines/holder";
import { Items } from "@/components/editor/outline/lines/items";
import { Lane } from "@/components/editor/outline/lines/lane";
import { settingsWords } from "@/components/editor/outline/lines/settings-words";
import { whoClause } from "@/lib/audiences/describe";
import { reentryWords } from "@/lib/programmes/describe";
import { gapWords } from "@/lib/programmes/edit/place-words";
import type { Definition, Step } from "@/lib/programmes/schema";

const quiet = "bg-sunken text-ink-2";
const EMPTY_ENTRY =
  "Nothing happens on entry. A first message, a note to the team or a mark on the record belongs here.";
const EMPTY_STEPS =
  "Nothing follows the entry. Reminders, waits and branches belong here, until the goal is met or time is up.";
const EMPTY_COMPLETION =
  "Nothing happens yet when the goal is met. Congratulations, or a note to the team, belong here.";
const EMPTY_EXIT = "Nothing happens yet when time is up. A note to whoever should take over belongs here.";

/** The whole job in reading order: what it is, whom it is about, entry, steps, and its two ends. */
export function Lanes() {
  const definition = useEditorState((state) => state.definition);
  const { entry, steps, completion, exit, goal } = definition;
  return (
    <>
      <Settings definition={definition} />
      <Audience definition={definition} />
      <Axis />
      <Lane
        id="#entry"
        list="entry"
        icon={LogIn}
        hue={quiet}
        name="On entry"
        title="On entry"
        items={entry}
        empty={EMPTY_ENTRY}
      />
      <Steps steps={steps} />
      <div className="grid grid-cols-1 items-start gap-4 @lg:grid-cols-2">
        <div className="[--card-line:color-mix(in_oklab,var(--good)_22%,var(--line))] [--card-lit:color-mix(in_oklab,var(--good-soft)_85%,var(--ink)_4%)] [--card:color-mix(in_oklab,var(--good-soft)_65%,var(--surface))]">
          <Lane
            id="#goal"
            list="completion"
            icon={CircleCheck}
            hue="bg-good-soft text-good-ink"
            name="On completion"
            title="Completed"
            details={goalWords(goal)}
            items={completion}
            empty={EMPTY_COMPLETION}
          />
        </div>
        <Lane
          id="#exit"
          list="exit"
          icon={DoorOpen}
          hue={quiet}
          name="On exit"
          title="Exit"
          details={exitWords(definition)}
          items={exit}
          empty={EMPTY_EXIT}
        />
      </div>
    </>
  );
}

function Settings({ definition }: { definition: Definition }) {
  const { name, description } = definition;
  const details = [settingsWords(definition), ...(description ? [description] : [])].join("\n");
  return (
    <Holder className="pb-3">
      <Face
        id="#settings"
        level={1}
        spoken="settings"
        icon={Settings2}
        hue={quiet}
        title={name}
        details={details}
        frame="bare"
        look="arm"
      />
    </Holder>
  );
}

function Audience({ definition }: { definition: Definition }) {
  const title = audienceWords(definition);
  const exclusions = definition.exclusions.map(
    (condition) => `Not one ${whoClause({ any: [{ all: [condition] }] })}`,
  );
  const details = [...exclusions, reentryWords(definition)].join("\n");
  return (
    <Holder>
      <Face
        id="#audience"
        level={1}
        spoken="audience"
        icon={CircleDot}
        hue="bg-accent-soft text-accent"
        title={title}
        details={details}
        frame="only"
      />
    </Holder>
  );
}

/** Down the axis from one card to the next where nothing can be put between. */
function Axis() {
  return (
    <div aria-hidden className="relative h-5">
      <span className="absolute inset-y-0 left-(--axis) w-px bg-line-strong/70" />
    </div>
  );
}

/** It says nothing that could change. */
const afterEntry = (
  <div
    role="treeitem"
    tabIndex={-1}
    data-row="#steps"
    aria-level={1}
    aria-selected={false}
    aria-expanded
    className="relative h-0 text-sm text-ink-3 outline-none focus-visible:z-1 focus-visible:[&>span]:not-sr-only focus-visible:[&>span]:absolute focus-visible:[&>span]:-top-3 focus-visible:[&>span]:left-(--text) focus-visible:[&>span]:rounded-md focus-visible:[&>span]:bg-canvas focus-visible:[&>span]:px-2 focus-visible:[&>span]:outline-2 focus-visible:[&>span]:outline-accent"
  >
    <span className="sr-only">After entry</span>
  </div>
);

const Steps = memo(function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <Holder>
      {afterEntry}
      <Gap
        at="steps:0"
        label={gapWords(steps, 0) || "after entry"}
        look="outside"
        level={2}
        empty={steps.length === 0 ? EMPTY_STEPS : undefined}
      />
      <Items list="steps" items={steps} level={2} />
    </Holder>
  );
});
