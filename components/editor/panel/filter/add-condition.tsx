"use client";

import { Plus } from "lucide-react";
import { PickMenu } from "@/components/editor/panel/fields/pick-menu";
import { QuietButton } from "@/components/editor/panel/fields/quiet-button";
import type { ConditionOption } from "@/components/editor/panel/filter/condition-options";
import { usePanel } from "@/components/editor/panel/panel-context";

interface Props<C> {
  options: () => readonly ConditionOption<C>[];
  made: (typed: string) => readonly ConditionOption<C>[];
  onAdd: (condition: C) => void;
  children: string;
}

/** Adds a condition: first what it asks after, from one list of everything there is. */
export function AddCondition<C>({ options, made, onAdd, children }: Props<C>) {
  const { isReadOnly } = usePanel();
  if (isReadOnly) return null;
  return (
    <PickMenu
      trigger={
        <QuietButton icon={Plus} data-add="">
          {children}
        </QuietButton>
      }
      label={children}
      placeholder="Find an attribute, event or job"
      options={options}
      made={made}
      onPick={(option) => onAdd(option.make())}
      afterwards={stay}
    />
  );
}

/** The new row takes the focus itself. */
function stay() {}
