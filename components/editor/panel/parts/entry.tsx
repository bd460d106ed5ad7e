"use client";

import { type FormEntry, usePanel } from "@/components/editor/panel/panel-context";
import { describeProgramme } from "@/lib/programmes/describe";
import type { Definition } from "@/lib/programmes/schema";

/** What entering is: nothing to set, everything to know. */
export const entry: FormEntry<Definition> = { fields: [], Form: EntryForm };

function EntryForm({ item }: { item: Definition }) {
  const { input } = usePanel();
  const words = describeProgramme(item);
  const about = item.target === "person" ? "person" : "organisation";
  return (
    <div className="space-y-3 text-pretty text-ink-2 [overflow-wrap:anywhere]">
      <p>
        A {about} enters as soon as the audience matches, nothing keeps it out and the goal is not reached
        yet. What stands here happens at that moment, in its order.
      </p>
      {words.entry.length > 0 ? (
        <ol className="list-decimal space-y-1 pl-5 marker:text-ink-3">
          {words.entry.map((sentence, index) => (
            <li key={item.entry[index]?.id ?? sentence}>{sentence}</li>
          ))}
        </ol>
      ) : (
        <p>Nothing happens on entry yet.</p>
      )}
      {input.published === null ? null : (
        <p className="text-sm text-ink-3">
          Whoever is in it already stays on the version that it entered with, unless you move them when you
          publish.
        </p>
      )}
    </div>
  );
}
