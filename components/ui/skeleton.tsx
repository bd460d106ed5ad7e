/** The shape of a page while it is on its way. */
export function PageSkeleton({ rows = 8, figures = 0 }: { rows?: number; figures?: number }) {
  return (
    <div role="status" aria-busy="true" aria-label="Loading">
      <div className="skeleton mb-2 h-6 w-48" />
      <div className="skeleton mb-7 h-4 w-72 max-w-full" />
      {figures > 0 ? (
        <div className="mb-8 grid grid-cols-2 gap-3 sm:grid-cols-4">
          {keys(figures).map((key) => (
            <div key={key} className="skeleton h-[74px]" />
          ))}
        </div>
      ) : null}
      <div className="card divide-y divide-line">
        {keys(rows).map((key) => (
          <div key={key} className="flex items-center gap-4 px-4 py-3.5">
            <div className="skeleton h-4 w-1/3" />
            <div className="skeleton ml-auto h-4 w-16" />
            <div className="skeleton hidden h-4 w-16 sm:block" />
            <div className="skeleton hidden h-4 w-16 sm:block" />
          </div>
        ))}
      </div>
    </div>
  );
}

function keys(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
