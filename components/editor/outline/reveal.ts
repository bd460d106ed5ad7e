import type { Editor } from "@/components/editor/editor-store";
import { holdersOf } from "@/lib/programmes/edit/holders-of";

/** Opens whatever hides something in the outline. */
export function reveal(editor: Editor, id: string): void {
  const { definition, collapsed } = editor.get();
  const holders = holdersOf(definition, id).filter((holder) => collapsed.has(holder));
  if (holders.length > 0) editor.collapse([...collapsed].filter((one) => !holders.includes(one)));
}
