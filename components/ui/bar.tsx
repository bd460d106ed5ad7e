const fills = { good: "fill-good", info: "fill-info", idle: "fill-idle", accent: "fill-accent" } as const;

/** A share as a thin bar; the figure stands beside it in words. What is more than nothing can be seen. */
export function Bar({ share, tone }: { share: number; tone: keyof typeof fills }) {
  const width = share > 0 ? Math.max(share * 100, 1.5) : 0;
  return (
    <svg aria-hidden className="block h-1.5 w-full min-w-8 overflow-hidden rounded-full">
      <rect width="100%" height="100%" className="fill-sunken" />
      <rect width={`${width}%`} height="100%" rx={3} className={fills[tone]} />
    </svg>
  );
}
