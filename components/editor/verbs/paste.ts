import { change, type Hands, usedBefore } from "@/components/editor/verbs/carry-out";
import { ownItems } from "@/components/editor/verbs/clip";
import type { ReadPasted } from "@/components/editor/verbs/read-pasted";
import { attempt } from "@/components/ui/attempt";
import { askToSignIn } from "@/components/ui/sign-in-again";
import { problemsOf } from "@/lib/programmes/checks/problems-of";
import { paste } from "@/lib/programmes/edit/commands";
import type { Place } from "@/lib/programmes/edit/places";
import { problemsBySelection } from "@/lib/programmes/edit/problems-by-selection";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import { placedIds } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";
import { plural } from "@/lib/words/figures";

const UNANSWERED =
  "Trig could not be reached to read what you paste. Check the connection, then paste again.";

/** Puts copies of the steps in a text at a place. What this tab has not copied itself is read by the server first. */
export async function pasteText(
  hands: Hands,
  text: string,
  place: Place,
  read: ReadPasted | null,
): Promise<void> {
  const own = ownItems(text);
  if (own) return pasteItems(hands, own, place);
  if (!read) return;
  const tried = await attempt(() => read(text));
  if (tried.kind === "signed_out") return askToSignIn(() => void pasteText(hands, text, place, read));
  if (tried.kind !== "done" && tried.kind !== "refused") return hands.refuse(UNANSWERED);
  if (!("items" in tried.answer)) return hands.refuse(tried.answer.message);
  pasteItems(hands, tried.answer.items, place);
}

function pasteItems(hands: Hands, items: readonly Step[], place: Place): void {
  const { editor } = hands;
  const { definition } = editor.get();
  const [first] = items;
  if (!first) return;
  const words = items.length === 1 ? `“${stepHeadline(first)}”` : plural(items.length, "step");
  const edit = paste(definition, items, place, usedBefore(editor));
  if (!change(hands, edit, { label: `Paste ${words}` }) || "refused" in edit) return;
  const told = new Set(editor.get().problems.map(({ message }) => message));
  const missing = newProblems(definition, edit.definition, editor.surroundings()).filter(
    ({ problem }) => !told.has(problem.message),
  );
  if (missing.length > 0) hands.ask({ kind: "pasted", missing });
}

/** What is wrong with steps here that were right where they came from: attributes, jobs or senders that do not exist here. */
function newProblems(before: Definition, after: Definition, surroundings: Parameters<typeof problemsOf>[1]) {
  const known = new Set(placedIds(before).map(({ id }) => id));
  return [...problemsBySelection(after, problemsOf(after, surroundings))].flatMap(([id, placed]) =>
    known.has(id) || id.startsWith("#")
      ? []
      : placed.filter(({ problem }) => problem.severity !== "note").map((one) => ({ id, ...one })),
  );
}
