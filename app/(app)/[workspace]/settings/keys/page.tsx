import type { Metadata } from "next";
import { KeyList } from "@/components/settings/keys/key-list";
import { MakeKey } from "@/components/settings/keys/make-key";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { listKeys } from "@/lib/workspaces/keys/list-keys";
import { makeKey, shutKeyOut } from "./mutations";

export const metadata: Metadata = { title: "Keys" };

export default async function KeysPage({ params }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace, "owner");
  const keys = await listKeys(ctx);
  const { slug } = ctx.workspace;
  return (
    <>
      <PageHeader
        title="Keys"
        about="A key lets a program in. It is shown once, when it is made; Trig keeps only a fingerprint of it."
      />
      <div className="space-y-8">
        <MakeKey make={makeKey.bind(null, slug)} />
        <Section title="Keys of this workspace">
          {/* Keys are made and used in real time, whatever the clock of the instance says. */}
          <KeyList keys={keys} revoke={shutKeyOut.bind(null, slug)} now={new Date()} zone={ctx.zone} />
        </Section>
      </div>
    </>
  );
}
