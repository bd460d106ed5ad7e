import { redirect } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { frontDoor } from "@/lib/edge/pages/page";

export default async function FrontDoor() {
  const path = await frontDoor();
  if (path) redirect(path);
  return (
    <main>
      <Notice
        title="You work in no workspace any more"
        action={<a href="/sign-in">Sign in as somebody else</a>}
      >
        Ask an owner of the workspace to invite you again.
      </Notice>
    </main>
  );
}
