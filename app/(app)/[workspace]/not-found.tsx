import { Notice } from "@/components/ui/notice";

export default function NotFound() {
  return (
    <Notice title="There is nothing here">The address may be mistyped, or what it showed is gone.</Notice>
  );
}
