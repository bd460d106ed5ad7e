"use client";

import { useState } from "react";
import { useToast } from "@/components/ui/use-toast";

const NOT_FETCHED = "This could not be fetched. Check the connection, then try again.";

/** Of a menu that is fetched when it is first wanted: what its button listens to, and whether it is there. */
export function useLazyMenu(load: () => Promise<unknown>) {
  const { show } = useToast();
  const [isThere, setThere] = useState(false);
  const fetchAhead = () => void load().catch(() => undefined);
  const open = () =>
    void load().then(
      () => setThere(true),
      () => show({ tone: "bad", message: NOT_FETCHED }),
    );
  return {
    isThere,
    button: {
      "aria-haspopup": "menu" as const,
      "aria-expanded": false,
      onPointerEnter: fetchAhead,
      onFocus: fetchAhead,
      onClick: open,
      onKeyDown: (event: { key: string; preventDefault: () => void }) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open();
      },
    },
  };
}
