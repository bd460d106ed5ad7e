"use client";

import type { ReactNode } from "react";
import { ConditionRow } from "@/components/editor/panel/filter/condition-row";
import { duplicateAt, removeAt, replaceAt } from "@/components/editor/panel/filter/edit-filter";
import { rowKeys } from "@/components/editor/panel/filter/row-keys";
import type { RowProps } from "@/components/editor/panel/filter/row-props";
import type { ConditionKind, ConditionOf } from "@/lib/audiences/schema";

interface Props<Kind extends ConditionKind> extends Pick<RowProps<Kind>, "entity" | "everWords" | "inner"> {
  conditions: readonly ConditionOf<Kind>[];
  change: (next: ConditionOf<Kind>[], coalesce?: string) => void;
  path: string;
  /** "and" where all of them count, "or" where one does. */
  joiner: "and" | "or";
  most: number;
  /** At its end: how another one is added. */
  children?: ReactNode;
}

/** Conditions one below the other. */
export function ConditionList<Kind extends ConditionKind>(props: Props<Kind>) {
  const { conditions, change, path, joiner, most, children, ...row } = props;
  const keys = rowKeys(conditions);
  const hasRoom = conditions.length < most;
  return (
    <div className="rounded-md border border-line bg-surface">
      {conditions.map((condition, index) => (
        <div key={keys[index]} className="border-line not-first:border-t">
          <ConditionRow
            {...row}
            condition={condition}
            change={(next, coalesce) => change(replaceAt(conditions, index, next), coalesce)}
            path={`${path}[${index}]`}
            name={keys[index] ?? ""}
            joiner={index === 0 ? undefined : joiner}
            remove={() => change(removeAt(conditions, index))}
            duplicate={hasRoom ? () => change(duplicateAt(conditions, index)) : undefined}
          />
        </div>
      ))}
      {children}
    </div>
  );
}
