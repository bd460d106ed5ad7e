import type { ReactNode } from "react";

/** A page that has one thing to say. */
export function Notice({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid min-h-[70vh] place-items-center px-6">
      <div className="max-w-sm text-center">
        <h1 className="text-lg font-semibold tracking-tight text-balance">{title}</h1>
        <p className="mt-2 text-ink-2 text-pretty">{children}</p>
        {action ? (
          <div className="mt-5 font-medium text-accent [&_a]:underline-offset-4 [&_a:hover]:underline [&_button:hover]:underline">
            {action}
          </div>
        ) : null}
      </div>
    </div>
  );
}
