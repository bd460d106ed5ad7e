"use client";

import { Activity, type LucideIcon, Route, Tag, Users } from "lucide-react";
import type { ReactNode } from "react";
import { AttributeRow } from "@/components/editor/panel/filter/attribute-row";
import { EventRow } from "@/components/editor/panel/filter/event-row";
import { MembershipRow } from "@/components/editor/panel/filter/membership-row";
import { PeopleRow } from "@/components/editor/panel/filter/people-row";
import type { RowProps } from "@/components/editor/panel/filter/row-props";
import type { ConditionKind, ConditionOf } from "@/lib/audiences/schema";

interface RowForm<Kind extends ConditionKind> {
  icon: LucideIcon;
  /** What it asks after, for who cannot see the icon. */
  noun: string;
  Row: (props: RowProps<Kind>) => ReactNode;
}

/** The form of each kind of condition. */
const conditionRows: { readonly [Kind in ConditionKind]: RowForm<Kind> } = {
  attribute: { icon: Tag, noun: "Attribute", Row: AttributeRow },
  event: { icon: Activity, noun: "Event", Row: EventRow },
  membership: { icon: Route, noun: "Standing", Row: MembershipRow },
  people: { icon: Users, noun: "People", Row: PeopleRow },
};

export function rowForm<Kind extends ConditionKind>(condition: ConditionOf<Kind>): RowForm<Kind> {
  return conditionRows[condition.kind];
}
