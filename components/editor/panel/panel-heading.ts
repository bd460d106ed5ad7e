import { CornerDownRight, type LucideIcon } from "lucide-react";
import { partParts } from "@/components/editor/panel/parts/part-parts";
import type { Selected } from "@/components/editor/panel/selected-item";
import { kindParts } from "@/components/flow/kinds";
import { actionEntry } from "@/lib/actions/kinds";
import { listWords } from "@/lib/programmes/edit/place-words";
import { placeOf } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition, Step } from "@/lib/programmes/schema";
import { isAction } from "@/lib/programmes/steps";
import { armWords } from "@/lib/programmes/steps/branch";

export interface Heading {
  icon: LucideIcon;
  title: string;
  /** What it is, and where. */
  about: string;
}

/** What the panel says above the form: the item's own first line, then what it is. */
export function headingOf(definition: Definition, selected: Selected): Heading {
  switch (selected.what) {
    case "part":
      return partParts[selected.part];
    case "step":
      return stepHeading(definition, selected.step);
    case "arm": {
      const { arm, branch, index } = selected;
      const about = `Arm ${index + 1} of ${branch.arms.length}`;
      return { icon: CornerDownRight, title: armWords(arm), about };
    }
    case "otherwise":
      return { icon: CornerDownRight, title: "Otherwise", about: "Of the branch" };
  }
}

function stepHeading(definition: Definition, step: Step): Heading {
  const place = placeOf(definition, step.id);
  const parts = [
    ...(isAction(step) ? [actionEntry(step).label] : []),
    ...(place ? [listWords(definition, place.list)] : []),
  ];
  const about = parts.join(", ");
  return {
    icon: kindParts[step.kind].icon,
    title: stepHeadline(step),
    about: about.charAt(0).toUpperCase() + about.slice(1),
  };
}
