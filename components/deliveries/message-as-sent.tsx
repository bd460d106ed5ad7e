import type { ReactNode } from "react";
import { HtmlPart } from "@/components/deliveries/html-part";
import { actionEntry } from "@/lib/actions/kinds";
import { summary } from "@/lib/actions/summary";
import type { Shown } from "@/lib/channels/channel-entry";
import { shownMessage } from "@/lib/channels/channels";
import type { Delivery } from "@/lib/insights/deliveries/get-delivery";

/** A message byte for byte as it went; before that, the words it will be made of. */
export function MessageAsSent({ delivery }: { delivery: Delivery }) {
  const { sent, action } = delivery;
  if (sent) {
    const { lines, text, html } = shownMessage(sent);
    return (
      <Letter lines={lines}>
        <Words>{text}</Words>
        {html ? <HtmlPart html={html} /> : null}
      </Letter>
    );
  }
  if (!action)
    return <p className="card px-5 py-6 text-ink-2">The words of this action can no longer be read.</p>;
  const written = actionEntry(action).letter(action);
  if (!written) return <p className="card px-5 py-5">{summary(action)}.</p>;
  return (
    <Letter lines={written.lines}>
      <Words>{written.text}</Words>
    </Letter>
  );
}

function Letter({ lines, children }: { lines: Shown["lines"]; children: ReactNode }) {
  return (
    <article className="card overflow-hidden">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-b border-line px-5 py-3.5 text-sm">
        {lines.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className={`break-words ${label === "Subject" ? "font-medium" : ""}`}>
              {value || <em className="text-ink-3">none</em>}
            </dd>
          </div>
        ))}
      </dl>
      {children}
    </article>
  );
}

function Words({ children }: { children: string }) {
  return (
    <pre className="max-w-[72ch] px-5 py-5 font-sans text-base leading-relaxed break-words whitespace-pre-wrap">
      {children}
    </pre>
  );
}
