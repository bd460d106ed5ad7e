import type { Metadata } from "next";
import { DeliveryFilters, type FilterChoice } from "@/components/deliveries/delivery-filters";
import { DeliveryTable } from "@/components/deliveries/delivery-table";
import { FilterChips } from "@/components/deliveries/filter-chips";
import { NothingFound } from "@/components/deliveries/nothing-found";
import { only, withQuery } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { actionEntries, actionKinds } from "@/lib/actions/kinds";
import { reasons } from "@/lib/deliveries/reasons";
import { deliveryStatuses } from "@/lib/deliveries/schema";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import {
  type ChosenDeliveries,
  chipsOf,
  chosenDeliveries,
  ranges,
} from "@/lib/insights/deliveries/delivery-filter";
import { listDeliveries } from "@/lib/insights/deliveries/list-deliveries";
import { narrowedTo, tooNarrow } from "@/lib/insights/deliveries/too-narrow";
import { actionWords } from "@/lib/insights/programmes/action-words";
import { listNames } from "@/lib/insights/programmes/list-of-kind";
import { findWho } from "@/lib/insights/why/find-who";
import { statusWords } from "@/lib/words/delivery-words";

export const metadata: Metadata = { title: "Deliveries" };

export default async function DeliveriesPage({ params, searchParams }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const query = await searchParams;
  const { zone } = ctx;
  const text = Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, only(value)?.trim().slice(0, 200)]),
  );
  const chosen = chosenDeliveries(text);
  const [jobs, who, action] = await Promise.all([
    listNames(ctx, "job"),
    chosen.who ? findWho(ctx, chosen.who) : null,
    chosen.job && chosen.action ? actionWords(ctx, { kind: "job", slug: chosen.job }, chosen.action) : null,
  ]);
  const filter = narrowedTo(chosen, { who, now: ctx.now, zone });
  const page = await listDeliveries(ctx, filter, decodeCursor(text.after));
  const here = `/${ctx.workspace.slug}/deliveries`;
  const chips = chipsOf(chosen, {
    job: jobs.find(({ slug }) => slug === chosen.job)?.name,
    action: action ?? undefined,
    who: who?.name ?? (chosen.who && `nobody known as ${chosen.who}`),
  });
  return (
    <>
      <PageHeader
        title="Deliveries"
        about="Every message, team note and update that a job decided on, and what became of it."
      />
      <DeliveryFilters
        key={JSON.stringify(chosen)}
        here={here}
        choices={choicesOf(chosen, jobs)}
        who={chosen.who}
        ofJob={{ action: chosen.action, version: chosen.version }}
        days={chosen.range === "days" ? { from: chosen.from, to: chosen.to } : null}
      />
      <FilterChips here={here} chosen={{ ...chosen }} chips={chips} />
      {page.rows.length > 0 ? (
        <DeliveryTable workspace={ctx.workspace.slug} rows={page.rows} now={ctx.now} zone={zone} />
      ) : (
        <NothingFound
          here={here}
          chosen={chosen}
          chips={chips}
          tooNarrow={await tooNarrow(ctx, chosen, chips, { who, zone })}
        />
      )}
      <Pager
        first={text.after ? withQuery(here, { ...chosen }) : null}
        next={page.next ? withQuery(here, { ...chosen, after: page.next }) : null}
      />
    </>
  );
}

function choicesOf(
  { job, kind, status, reason, range }: ChosenDeliveries,
  jobs: { slug: string; name: string }[],
): FilterChoice[] {
  return [
    {
      name: "job",
      label: "Job",
      all: "Any job",
      value: job,
      options: jobs.map(({ slug, name }) => [slug, name]),
    },
    {
      name: "kind",
      label: "Kind",
      all: "Any kind",
      value: kind,
      options: actionKinds.map((one) => [one, actionEntries[one].label]),
    },
    {
      name: "status",
      label: "Outcome",
      all: "Any outcome",
      value: status,
      options: deliveryStatuses.map((one) => [one, statusWords[one].label]),
    },
    {
      name: "reason",
      label: "Reason",
      all: "Any reason",
      value: reason,
      options: Object.entries(reasons),
    },
    {
      name: "range",
      label: "When",
      all: "Any time",
      value: range,
      options: [...Object.entries(ranges), ["days", "Between two days…"]],
    },
  ];
}
