import { redirect } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { firstWorkspaceSlug } from "@/lib/edge/page";

export const dynamic = "force-dynamic";

export default async function FrontDoor() {
  const slug = await firstWorkspaceSlug();
  if (slug) redirect(`/${slug}/jobs`);
  return (
    <main>
      <Notice title="Nothing here yet">
        This database holds no workspace. Start Trig with <code className="font-mono">npm start</code>: an
        empty database gets the demo.
      </Notice>
    </main>
  );
}
