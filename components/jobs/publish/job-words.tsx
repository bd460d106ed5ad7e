import { describeProgramme } from "@/lib/programmes/describe";
import type { Definition } from "@/lib/programmes/schema";

/** A whole job in sentences, for whoever did not write it. */
export function JobWords({ definition }: { definition: Definition }) {
  const words = describeProgramme(definition);
  const parts: [string, string[]][] = [
    ["Who may enter", [...words.audience, ...words.exclusions]],
    ["On entry", words.entry],
    ["Then", words.steps],
    ["Goal", [...words.goal, ...words.completion]],
    ["Exit", words.exit],
  ];
  return (
    <dl className="card divide-y divide-line">
      {parts.map(([title, sentences]) =>
        sentences.length === 0 ? null : (
          <div key={title} className="px-4 py-3 sm:flex sm:gap-4">
            <dt className="shrink-0 text-sm text-ink-3 sm:w-28">{title}</dt>
            <dd className="min-w-0 space-y-1 [overflow-wrap:anywhere]">
              {sentences.map((sentence, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two steps may say the same
                <p key={`${index} ${sentence}`} className="text-pretty">
                  {sentence}
                </p>
              ))}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
