import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";

export default function NotFound() {
  return (
    <main>
      <Notice title="This page does not exist" action={<Link href="/">Go to the start</Link>}>
        The address may be mistyped, or what it showed is gone.
      </Notice>
    </main>
  );
}
