import { ChevronRight } from "lucide-react";

/** The HTML part of a message, shut off: no scripts, no forms, no way out of its frame. */
export function HtmlPart({ html }: { html: string }) {
  return (
    <details className="group border-t border-line">
      <summary className="flex list-none items-center gap-1.5 px-5 py-3 text-sm font-medium text-ink-2 hover:text-ink">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
        HTML part
      </summary>
      <iframe
        title="HTML part of the message"
        sandbox=""
        srcDoc={html}
        className="h-[28rem] w-full border-t border-line bg-white"
      />
    </details>
  );
}
