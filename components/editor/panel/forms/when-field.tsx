"use client";

import { FilterForm } from "@/components/editor/panel/filter/filter-form";
import { usePanel } from "@/components/editor/panel/panel-context";
import { customerClause } from "@/lib/audiences/describe";
import type { Filter } from "@/lib/audiences/schema";

interface Props {
  when: Filter | undefined;
  change: (next: Filter | undefined, coalesce?: string) => void;
}

const none: Filter = { any: [] };

/** The condition on a single action: looked at when it is due. Without conditions there is none. */
export function WhenField({ when, change }: Props) {
  const { input } = usePanel();
  return (
    <FilterForm
      label="Only when"
      filter={when ?? none}
      change={(next, coalesce) => change(next.any.length > 0 ? next : undefined, coalesce)}
      path="when"
      entity={input.definition.target}
      words={(filter) => `Skipped unless, when it is due, ${customerClause(filter)}`}
      empty={
        when
          ? "An empty condition matches nobody, so it is always skipped."
          : "No condition: it always happens."
      }
    />
  );
}
