import { CornerDownRight, type LucideIcon } from "lucide-react";
import { partParts } from "@/components/editor/panel/parts/part-parts";
import type { Selected } from "@/components/editor/panel/selected-item";
import { kindParts } from "@/components/flow/kinds";
import { listWords } from "@/lib/programmes/edit/place-words";
import { placeOf } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition, Step } from "@/lib/programmes/schema";
import { armWords } from "@/lib/programmes/steps/branch";

const QUIET = "bg-sunken text-ink-2";

export interface Heading {
  icon: LucideIcon;
  title: string;
  /** What it is, and where. */
  about: string;
  /** Of the tile that the icon stands in. */
  hue: string;
}

/** What the panel says above the form: the item's own first line, then what it is. */
export function headingOf(definition: Definition, selected: Selected): Heading {
  switch (selected.what) {
    case "part":
      return { hue: QUIET, ...partParts[selected.part] };
    case "step":
      return stepHeading(definition, selected.step);
    case "arm": {
      const { arm, branch, index } = selected;
      const about = `Arm ${index + 1} of ${branch.arms.length}`;
      return { icon: CornerDownRight, hue: QUIET, title: armWords(arm), about };
    }
    case "otherwise":
      return { icon: CornerDownRight, hue: QUIET, title: "Otherwise", about: "Of the branch" };
  }
}

function stepHeading(definition: Definition, step: Step): Heading {
  const { icon, hue, label } = kindParts[step.kind];
  const place = placeOf(definition, step.id);
  const about = place ? `${label}, ${listWords(definition, place.list)}` : label;
  return { icon, hue, title: stepHeadline(step), about };
}
