/** A share as a thin bar; the figure stands beside it in words. */
export function Share({ share }: { share: number }) {
  return (
    <span
      aria-hidden
      className="block h-1.5 min-w-12 flex-1 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
    >
      <span
        className="block h-full rounded-full bg-good"
        style={{ width: `${Math.max(share * 100, share > 0 ? 3 : 0)}%` }}
      />
    </span>
  );
}
