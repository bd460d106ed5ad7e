import { ArrowUpDown, Minus, PencilLine, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { byGroup } from "@/lib/programmes/difference/difference";
import type { Change, ChangeGroup, FieldChange, TextPart } from "@/lib/programmes/difference/schema";

const groupWords: { readonly [G in ChangeGroup]: string } = {
  audience: "Audience",
  goal: "Goal and time limit",
  steps: "Steps",
  messages: "Messages",
  settings: "Settings",
};
const looks = {
  added: { icon: Plus, words: "Added", ink: "bg-good-soft text-good-ink" },
  removed: { icon: Minus, words: "Removed", ink: "bg-bad-soft text-bad-ink" },
  moved: { icon: ArrowUpDown, words: "Moved", ink: "bg-info-soft text-info-ink" },
  changed: { icon: PencilLine, words: "Changed", ink: "bg-sunken text-ink-2" },
} as const;

interface Props {
  changes: readonly Change[];
  /** Makes what a change is about lead somewhere; absent: it is plain text. */
  link?: (change: Change, title: string) => ReactNode;
}

/** What is different between two definitions, by the parts of a job. */
export function Changes({ changes, link = (_, title) => title }: Props) {
  return (
    <div className="space-y-5">
      {byGroup(changes).map(({ group, changes: mine }) => (
        <section key={group} aria-label={groupWords[group]}>
          <h3 className="mb-1.5 text-sm font-medium text-ink-2">{groupWords[group]}</h3>
          <ul className="card divide-y divide-line">
            {mine.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one item may have moved and been reworded
              <ChangeLine key={`${index} ${change.at}`} change={change} link={link} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ChangeLine({ change, link }: { change: Change; link: NonNullable<Props["link"]> }) {
  const { how, title, noun, from, to, fields } = change;
  const { icon: Icon, words, ink } = looks[how];
  return (
    <li className="flex gap-3 px-4 py-3">
      <span className={`mt-0.5 grid size-5 shrink-0 place-items-center rounded-full ${ink}`}>
        <Icon aria-hidden size={12} strokeWidth={2.25} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-pretty [overflow-wrap:anywhere]">
          <span className="sr-only">{words}: </span>
          {noun ? <span className="text-ink-3">{noun[0]?.toUpperCase() + noun.slice(1)} </span> : null}
          <span className="font-medium">{link(change, title)}</span>
        </p>
        {from || to ? (
          <p className="text-sm text-pretty text-ink-2 [overflow-wrap:anywhere]">
            {how === "moved" ? `From ${from} to ${to}` : `${how === "removed" ? "Was" : "Now"} ${from || to}`}
          </p>
        ) : null}
        {fields.length > 0 ? (
          <dl className="mt-1.5 space-y-1.5">
            {fields.map((field) => (
              <FieldLine key={field.label} field={field} />
            ))}
          </dl>
        ) : null}
      </div>
    </li>
  );
}

function FieldLine({ field: { label, parts } }: { field: FieldChange }) {
  return (
    <div className="text-sm sm:flex sm:gap-3">
      {label ? <dt className="shrink-0 text-ink-3 sm:w-24">{label}</dt> : <dt className="sr-only">Words</dt>}
      <dd className="max-h-72 min-w-0 flex-1 overflow-y-auto leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place
          <Words key={index} part={part} />
        ))}
      </dd>
    </div>
  );
}

function Words({ part: { how, text } }: { part: TextPart }) {
  if (how === "added")
    return <ins className="rounded-xs bg-good-soft text-good-ink no-underline">{text}</ins>;
  if (how === "removed") return <del className="mr-0.5 rounded-xs bg-bad-soft text-bad-ink">{text}</del>;
  return <span className="text-ink-2">{text}</span>;
}
