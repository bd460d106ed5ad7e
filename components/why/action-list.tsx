import { KindIcon } from "@/components/deliveries/kind-icon";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { whyHref } from "@/components/why/hrefs";
import { actionEntry } from "@/lib/actions/kinds";
import { actionTones } from "@/lib/insights/why/actions/action-tones";
import type { ActionAnswer, Why } from "@/lib/insights/why/schema";
import { hasScreen } from "@/lib/programme-kinds";

interface Props {
  workspace: string;
  why: Why;
  /** The one that was asked for. */
  asked: string | null;
}

/** Every action of the programme: whether the customer got it, when they will, or why not. */
export function ActionList({ workspace, why, asked }: Props) {
  const { kind, slug } = why.job;
  return (
    <ul className="card divide-y divide-line overflow-hidden">
      {why.actions.map((answer) => {
        const isAsked = answer.actionId === asked;
        return (
          <li
            key={answer.actionId}
            className={`flex gap-3 px-4 py-3 ${isAsked ? "bg-accent-soft" : ""}`}
            aria-current={isAsked ? "true" : undefined}
          >
            <KindIcon kind={answer.kind} size={15} className="mt-1 self-start" />
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <h3 className="min-w-0 font-medium text-pretty">
                  {hasScreen(kind) ? (
                    <Link
                      href={whyHref(workspace, why.customer, { kind, slug }, answer.actionId)}
                      scroll={false}
                      className="quiet-link"
                    >
                      {answer.words}
                    </Link>
                  ) : (
                    answer.words
                  )}
                </h3>
                <p className="text-sm">
                  <Status tone={actionTones[answer.verdict].tone}>{actionTones[answer.verdict].label}</Status>
                </p>
              </div>
              <p className="text-pretty text-ink-2">{answer.sentence}</p>
              <Rows workspace={workspace} answer={answer} />
              {answer.reads ? <Reads message={answer.reads} isOpen={isAsked} /> : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** A message that is still to come. */
function Reads({ message, isOpen }: { message: NonNullable<ActionAnswer["reads"]>; isOpen: boolean }) {
  return (
    <details open={isOpen} className="mt-1">
      <summary className="w-fit cursor-pointer text-sm font-medium text-accent hover:underline">
        How it would read now
      </summary>
      <div className="card mt-2 px-4 py-3">
        <p className="font-medium [overflow-wrap:anywhere]">{message.subject}</p>
        <pre className="mt-2 max-w-[72ch] font-sans leading-relaxed break-words whitespace-pre-wrap text-ink-2">
          {message.text}
        </pre>
      </div>
    </details>
  );
}

function Rows({ workspace, answer: { kind, deliveries } }: { workspace: string; answer: ActionAnswer }) {
  const [only, ...more] = deliveries;
  if (!only) return null;
  if (more.length === 0)
    return (
      <Link
        href={`/${workspace}/deliveries/${only.id}`}
        className="text-sm font-medium text-accent hover:underline"
      >
        {actionEntry({ kind }).readIt}
      </Link>
    );
  return (
    <ul className="mt-1 space-y-0.5 text-sm">
      {deliveries.map((row) => (
        <li key={row.id} className="flex flex-wrap items-baseline gap-x-3">
          <Status tone={row.tone}>{row.label}</Status>
          <Link href={`/${workspace}/deliveries/${row.id}`} className="quiet-link min-w-0 truncate">
            {row.recipient || "nobody"}
          </Link>
          <span className="text-ink-3">{row.words}</span>
        </li>
      ))}
    </ul>
  );
}
