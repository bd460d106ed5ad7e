import type { ReactNode } from "react";
import type { ReadJson } from "@/components/editor/json/read-json";
import type { ReadPasted } from "@/components/editor/verbs/read-pasted";
import type { StepFigure } from "@/lib/insights/report/schema";
import type { OpenDraft } from "@/lib/programmes/draft/open-draft";
import type { Definition } from "@/lib/programmes/schema";

/** What the page of an editor is given. */
export interface EditorScreenProps {
  workspace: string;
  opened: Omit<OpenDraft, "definition"> & { definition: Definition };
  mayEdit: boolean;
  /** How it fares at each of its places; null where it never ran. */
  figures: Readonly<Record<string, StepFigure>> | null;
  /** What the address asks to be selected, and the field in it. */
  asked: { step: string | null; field: string | null };
  /** Reads steps that were copied elsewhere. */
  readPasted: ReadPasted;
  /** Reads a job from text. */
  readJson: ReadJson;
  /** Status of the job, as the server shows it. */
  status: ReactNode;
}
