/** Why something did not work, told to whoever listens. */
export function Problem({ children }: { children: string | null }) {
  return (
    <p role="alert" className="mt-3 text-sm text-bad-ink empty:hidden">
      {children}
    </p>
  );
}
