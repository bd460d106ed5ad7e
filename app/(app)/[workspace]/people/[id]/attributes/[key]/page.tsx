import type { Metadata } from "next";
import { only } from "@/components/ui/hrefs";
import { AttributeView } from "@/components/why/attribute-view";
import { orNotFound, pageContext } from "@/lib/edge/pages/page";
import { nameInAddress, type WorkspacePage } from "@/lib/edge/pages/page-props";
import { listChanges } from "@/lib/insights/catalogue/get-attribute";
import { decodeCursor } from "@/lib/insights/cursor";
import { whyAttribute } from "@/lib/insights/why/why-attribute";
import { mayAct } from "@/lib/workspaces/schema";
import { changeType, previewAttributeType } from "./mutations";

export const metadata: Metadata = { title: "Attribute" };

export default async function PersonAttributePage({
  params,
  searchParams,
}: WorkspacePage<{ id: string; key: string }>) {
  const { workspace, id, key } = await params;
  const ctx = await pageContext(workspace);
  const after = only((await searchParams).after);
  const zone = ctx.zone;

  const why = await orNotFound(whyAttribute(ctx, { entity: "person", id }, nameInAddress(key), zone));
  const changes = await listChanges(ctx, why.customer.id, why.key, decodeCursor(after));
  return (
    <AttributeView
      workspace={workspace}
      why={why}
      changes={changes}
      isFirstPage={!after}
      now={ctx.now}
      zone={zone}
      {...(mayAct(ctx.role, "editor") && {
        type: {
          preview: previewAttributeType.bind(null, workspace),
          change: changeType.bind(null, workspace),
        },
      })}
    />
  );
}
