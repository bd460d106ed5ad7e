import { Building2 } from "lucide-react";
import type { Entity } from "@/lib/profiles/schema";

/** A customer's mark: initials for a person, a building for an organisation. */
export function Avatar({
  entity,
  name,
  size = "small",
}: {
  entity: Entity;
  name: string;
  size?: "small" | "large";
}) {
  const box = size === "large" ? "size-11 text-base" : "size-6 text-[10px]";
  const shape = entity === "person" ? "rounded-full" : "rounded-md";
  return (
    <span
      aria-hidden
      className={`grid shrink-0 place-items-center bg-sunken font-semibold tracking-wide text-ink-2 ring-1 ring-line ring-inset ${box} ${shape}`}
    >
      {entity === "person" ? (
        initials(name)
      ) : (
        <Building2 size={size === "large" ? 20 : 13} strokeWidth={1.75} />
      )}
    </span>
  );
}

function initials(name: string): string {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)];
  return letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
