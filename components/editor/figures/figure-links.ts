import { customersHref, deliveriesHref } from "@/components/jobs/hrefs";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import type { StepFigure } from "@/lib/insights/report/schema";
import { OTHERWISE } from "@/lib/programmes/steps/branch";
import { plural } from "@/lib/words/figures";

/** A figure on a card: what it says, and the address of exactly those it counts. */
export interface FigureLink {
  key: "here" | "passed" | "skipped" | "failed" | "unconfirmed";
  count: number;
  words: string;
  href: string;
}

interface Job {
  workspace: string;
  slug: string;
}

/** The figures of a place of a job that are not zero: who is there now, who went through, what was skipped and what failed. `branch`: of an arm, the branch it belongs to. */
export function figureLinks(
  { workspace, slug }: Job,
  id: string,
  figure: StepFigure,
  branch: string | null = null,
): FigureLink[] {
  const place = { workspace, job: slug, version: null };
  const ended = (status: DeliveryStatus) => {
    const count = figure.outcomes.reduce((sum, one) => sum + (one.status === status ? one.deliveries : 0), 0);
    return { count, href: deliveriesHref(place, { action: id, status }) };
  };
  const [skipped, failed, unconfirmed] = [ended("skipped"), ended("failed"), ended("unconfirmed")];
  const links: FigureLink[] = [
    {
      key: "here",
      count: figure.here,
      words: plural(figure.here, "is here now", "are here now"),
      href: customersHref(place, { show: "open", step: id === "#end" ? "" : id }),
    },
    {
      key: "passed",
      count: figure.passed,
      words: passedWords(id, figure.passed),
      href: passedHref(place, id, branch),
    },
    { key: "skipped", ...skipped, words: `${skipped.count} skipped` },
    { key: "failed", ...failed, words: `${failed.count} failed` },
    { key: "unconfirmed", ...unconfirmed, words: `${unconfirmed.count} in doubt` },
  ];
  return links.filter(({ count }) => count > 0);
}

const ends = { "#entry": "entered", "#goal": "completed", "#exit": "exited" } as const;
type End = keyof typeof ends;
const isEnd = (id: string): id is End => Object.hasOwn(ends, id);

function passedWords(id: string, count: number): string {
  return `${count} ${isEnd(id) ? ends[id] : "went through"}`;
}

function passedHref(place: Parameters<typeof customersHref>[0], id: string, branch: string | null): string {
  if (isEnd(id)) return customersHref(place, { show: ends[id] });
  const [step = "", otherwise] = id.split("/");
  if (otherwise) return customersHref(place, { show: "entered", passed: { step, way: OTHERWISE } });
  const passed = branch === null ? { step } : { step: branch, way: id };
  return customersHref(place, { show: "entered", passed });
}
