import type { ReactNode } from "react";

/** One step before the door: what it is, what to do. */
export function AuthCard({
  title,
  about,
  children,
}: {
  title: string;
  about?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="card p-6">
      <h1 className="text-lg font-semibold tracking-[-0.01em] text-balance">{title}</h1>
      {about ? <div className="mt-1 text-pretty text-ink-2">{about}</div> : null}
      <div className="mt-5">{children}</div>
    </section>
  );
}
