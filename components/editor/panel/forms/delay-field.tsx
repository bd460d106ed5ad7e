"use client";

import { DurationInputs } from "@/components/editor/panel/fields/duration-inputs";
import { PanelField } from "@/components/editor/panel/fields/panel-field";
import { durationTexts, readDuration } from "@/components/editor/panel/fields/reading";
import { useKept } from "@/components/editor/panel/fields/use-kept";
import type { Duration } from "@/lib/spans";

interface Props {
  label: string;
  delay: Duration;
  change: (next: Duration) => void;
  hint?: string;
}

/** How long something waits. */
export function DelayField({ label, delay, change, hint }: Props) {
  const kept = useKept({
    name: "delay",
    value: delay,
    texts: durationTexts,
    read: readDuration,
    commit: change,
  });
  return (
    <div {...kept.group}>
      <PanelField label={label} path="delay" hint={hint} problem={kept.problem}>
        {(control) => <DurationInputs control={control} {...kept.texts} type={kept.type} />}
      </PanelField>
    </div>
  );
}
