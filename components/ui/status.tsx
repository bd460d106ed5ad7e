import type { Tone } from "@/lib/words/tone";

const dots: { readonly [T in Tone]: string } = {
  good: "bg-good",
  info: "bg-info",
  warn: "bg-warn",
  bad: "bg-bad",
  idle: "bg-idle",
};

/** A state as a dot and a word: never by colour alone. */
export function Status({
  tone,
  children,
  hollow = false,
}: {
  tone: Tone;
  children: string;
  hollow?: boolean;
}) {
  const fill = hollow ? "border-[1.5px] border-idle" : dots[tone];
  return (
    <span className="inline-flex items-baseline gap-2 whitespace-nowrap">
      <span aria-hidden className={`size-2 shrink-0 self-center rounded-full ${fill}`} />
      {children}
    </span>
  );
}
