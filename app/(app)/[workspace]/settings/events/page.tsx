import { Radio } from "lucide-react";
import type { Metadata } from "next";
import { ArrivalFilter } from "@/components/settings/arrivals/arrival-filter";
import { Arrivals } from "@/components/settings/arrivals/arrivals";
import { Empty } from "@/components/ui/empty";
import { only as one, withQuery } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { readBefore, SEARCHED_ARRIVALS } from "@/lib/insights/arrivals/arrival";
import { listArrivals } from "@/lib/insights/arrivals/list-arrivals";
import { count } from "@/lib/words/figures";

export const metadata: Metadata = { title: "Events" };

const MOST_CHARACTERS = 200;

export default async function EventsPage({ params, searchParams }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const { slug } = ctx.workspace;
  const query = await searchParams;
  const only = (["accepted", "refused"] as const).find((known) => known === one(query.only));
  const text = (one(query.q) ?? "").trim().slice(0, MOST_CHARACTERS);
  const before = readBefore(one(query.before));
  const { arrivals, hasMore } = await listArrivals(ctx, { only, text, before });
  const here = `/${slug}/settings/events`;
  const chosen = { only, q: text };
  return (
    <>
      <PageHeader
        title="Events"
        about="What your tools send, as it comes in: what was accepted, and what was refused and why. Refused items are kept for a week."
      />
      <Arrivals
        key={JSON.stringify([chosen, before])}
        workspace={slug}
        arrivals={arrivals}
        isTail={!before}
        now={ctx.now}
        zone={ctx.zone}
        filter={<ArrivalFilter here={here} only={only} text={text} />}
        empty={
          <Empty icon={Radio} title={nothing(only, text)}>
            {text ? (
              `Of the last ${count(SEARCHED_ARRIVALS)} that arrived, none has this in its name or under its user ID.`
            ) : only === "refused" ? (
              "Every event that came in the last week was accepted."
            ) : (
              <>
                Make a write key under{" "}
                <Link href={`/${slug}/settings/keys`} className="text-accent hover:underline">
                  Keys
                </Link>{" "}
                and send an event: it stands here within two seconds.
              </>
            )}
          </Empty>
        }
      />
      <Pager
        first={before ? withQuery(here, chosen) : null}
        next={hasMore ? withQuery(here, { ...chosen, before: arrivals.at(-1)?.id }) : null}
      />
    </>
  );
}

function nothing(only: "accepted" | "refused" | undefined, text: string): string {
  if (text) return "Nothing matches";
  return only === "refused" ? "Nothing was refused" : "Nothing has arrived yet";
}
