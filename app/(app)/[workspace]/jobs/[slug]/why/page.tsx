import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { only } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { AskWhose } from "@/components/why/ask-whose";
import { whyHref } from "@/components/why/hrefs";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import { actionWords } from "@/lib/insights/programmes/action-words";
import { findCustomer } from "@/lib/insights/why/load/find-customer";
import { getProgrammeRow } from "@/lib/programmes/draft/get-programme";

export const metadata: Metadata = { title: "Why?" };

export default async function AskWhyPage({ params, searchParams }: WorkspacePage<{ slug: string }>) {
  const { workspace, slug } = await params;
  const ctx = await pageContext(workspace);
  const query = await searchParams;
  const whose = only(query.q)?.trim().slice(0, 200) ?? "";
  const action = only(query.action)?.slice(0, 60);
  const { name, target } = await orNotFound(getProgrammeRow(ctx, "job", slug));
  const about = action ? await actionWords(ctx, { kind: "job", slug }, action) : null;
  const customer = whose ? await findCustomer(ctx, target, whose) : null;
  if (customer) redirect(whyHref(workspace, customer, { kind: "job", slug }, action));
  const here = programmeHref(workspace, { kind: "job", slug });
  return (
    <>
      <PageHeader
        title="Why, or why not?"
        up={{ href: here, label: name }}
        about={
          whose
            ? `There is no ${target} “${whose}”. Check the spelling, or look for the name in the list of ${target === "person" ? "people" : "organisations"}.`
            : about
              ? `Say whom you mean, and read why they got this or not: ${about}.`
              : `Say whom you mean, and read why they are in ${name} or not.`
        }
      />
      <AskWhose
        workspace={workspace}
        programme={{ kind: "job", slug }}
        target={target}
        value={whose}
        action={action}
      />
    </>
  );
}
