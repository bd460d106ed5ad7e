"use client";

import { Braces } from "lucide-react";
import { lazy, Suspense, useState } from "react";

const load = () => import("@/components/editor/json/json-view").then((file) => ({ default: file.JsonView }));
const JsonView = lazy(load);

/** Opens the job as JSON, which is fetched when it is first wanted. */
export function JsonButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        title="The job as JSON"
        aria-label="The job as JSON"
        aria-haspopup="dialog"
        onPointerEnter={() => void load().catch(() => undefined)}
        onClick={() => setOpen(true)}
        className="grid size-8 place-items-center rounded-md text-ink-3 hover:bg-lit hover:text-ink"
      >
        <Braces aria-hidden size={15} strokeWidth={1.75} />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <JsonView onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
