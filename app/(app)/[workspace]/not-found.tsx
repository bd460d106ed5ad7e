import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";

export default function NotFound() {
  return (
    <Notice title="There is nothing here" action={<Link href="/">Go to the start</Link>}>
      The address may be mistyped, or what it showed is gone.
    </Notice>
  );
}
