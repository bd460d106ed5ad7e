"use client";

import { useId } from "react";
import { Choice } from "@/components/editor/panel/fields/inputs";
import { useControl } from "@/components/editor/panel/fields/panel-field";
import type { RowProps } from "@/components/editor/panel/filter/row-props";
import { usePanel } from "@/components/editor/panel/panel-context";
import type { MembershipCondition } from "@/lib/audiences/schema";

const standings = [
  ["in", "is in"],
  ["not_in", "is not in"],
  ["has_entered", "has entered"],
  ["has_never_entered", "has never entered"],
  ["has_completed", "has completed"],
  ["has_exited", "has left without completing"],
] as const satisfies readonly (readonly [MembershipCondition["is"], string])[];

/** Where the customer stands in a programme. */
export function MembershipRow({ condition, change, path, entity }: RowProps<"membership">) {
  const { input } = usePanel();
  const { control, notes } = useControl(`${path}.slug`, useId(), null);
  const others = input.programmes.filter(({ target }) => target === entity);
  const own = {
    kind: input.definition.kind,
    slug: input.ownSlug,
    name: `${input.definition.name} (this one)`,
  };
  const all = [...others, own].map(({ kind, slug, name }) => ({ id: `${kind} ${slug}`, kind, slug, name }));
  const here = `${condition.of} ${condition.slug}`;
  const known = all.some(({ id }) => id === here)
    ? all
    : [...all, { id: here, kind: condition.of, slug: condition.slug, name: condition.slug }];
  const choose = (id: string) => {
    const chosen = known.find((one) => one.id === id);
    if (chosen) change({ ...condition, of: chosen.kind, slug: chosen.slug });
  };
  return (
    <div>
      <div className="space-y-2">
        <Choice
          aria-label="Standing"
          data-row-first=""
          value={condition.is}
          options={standings}
          onChoose={(is) => change({ ...condition, is })}
          className="w-full"
        />
        <Choice
          {...control}
          aria-label="Of which programme"
          value={here}
          options={known.map(({ id, name }) => [id, name] as const)}
          onChoose={choose}
          className="w-full"
        />
      </div>
      {notes}
    </div>
  );
}
