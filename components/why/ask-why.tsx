import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { whyHref } from "@/components/why/hrefs";
import type { JobToAsk } from "@/lib/insights/why/jobs-to-ask";
import type { Entity } from "@/lib/profiles/schema";

interface Props {
  workspace: string;
  customer: { entity: Entity; id: string };
  jobs: JobToAsk[];
  /** The job whose answer is on this page. */
  here?: string;
}

/** The jobs that a customer has not been in. */
export function notEntered(jobs: JobToAsk[], passes: readonly { job: { slug: string } }[]): JobToAsk[] {
  const entered = new Set(passes.map(({ job }) => job.slug));
  return jobs.filter(({ slug }) => !entered.has(slug));
}

/** Jobs in which a customer is or might be, each a click from why or why not. */
export function AskWhy({ workspace, customer, jobs, here }: Props) {
  const others = jobs.filter(({ slug }) => slug !== here);
  if (others.length === 0) return null;
  return (
    <Section title={here ? "Why, or why not, in other jobs" : "Why not in"}>
      <ul className="card divide-y divide-line">
        {others.map(({ slug, name }) => (
          <li key={slug} className="row px-4 py-2">
            <Link href={whyHref(workspace, customer, slug)} className="row-link block truncate" title={name}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
