import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { whyHref } from "@/components/why/hrefs";
import type { Entity } from "@/lib/profiles/schema";
import { hasScreen, type NamedProgramme, type ProgrammeRef } from "@/lib/programme-kinds";

interface Props {
  workspace: string;
  customer: { entity: Entity; id: string };
  programmes: NamedProgramme[];
  /** The programme whose answer is on this page. */
  here?: ProgrammeRef;
}

/** The programmes that a customer has not been in. */
export function notEntered(
  programmes: NamedProgramme[],
  passes: readonly { job: ProgrammeRef }[],
): NamedProgramme[] {
  const entered = new Set(passes.map(({ job }) => keyOf(job)));
  return programmes.filter((one) => !entered.has(keyOf(one)));
}

/** Programmes in which a customer is or might be, each a click from why or why not. */
export function AskWhy({ workspace, customer, programmes, here }: Props) {
  const others = programmes.filter((one) => !here || keyOf(one) !== keyOf(here));
  if (others.length === 0) return null;
  return (
    <Section title={here ? "Why, or why not, in other jobs" : "Why not in"}>
      <ul className="card divide-y divide-line">
        {others.map(({ kind, slug, name }) => (
          <li key={keyOf({ kind, slug })} className="row px-4 py-2">
            {hasScreen(kind) ? (
              <Link
                href={whyHref(workspace, customer, { kind, slug })}
                className="row-link block truncate"
                title={name}
              >
                {name}
              </Link>
            ) : (
              name
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function keyOf({ kind, slug }: ProgrammeRef): string {
  return `${kind} ${slug}`;
}
