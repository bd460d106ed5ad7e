/** Trig's own mark. */
export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-5 shrink-0">
      <rect width="20" height="20" rx="5.5" className="fill-accent" />
      <path d="M6 13.6 14 5.9v7.7z" className="fill-on-accent" />
    </svg>
  );
}
