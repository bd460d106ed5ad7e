import type { Definition } from "@/lib/programmes/schema";

/** What was typed and not yet saved, as this browser keeps it. */
export interface Kept {
  basedOn: number;
  definition: Definition;
  /** What was on its way when it was kept: it may have arrived. */
  sent: Definition | null;
}

/** Where unsaved typing outlives its page. */
export interface Keep {
  read(): Kept | null;
  write(kept: Kept): void;
  clear(): void;
}

/** The browser's own storage: of the tab, for a reload, and of the browser, for a tab that was closed. */
export function browserKeep(job: string): Keep {
  const key = `trig.unsaved.${job}`;
  const both = () => [sessionStorage, localStorage];
  const tried = <Answer>(work: () => Answer): Answer | null => {
    // A browser may forbid its storage, or have no room left: then what is typed is kept as long as the page is open.
    try {
      return work();
    } catch {
      return null;
    }
  };
  return {
    read: () =>
      tried(() => {
        const text = sessionStorage.getItem(key) ?? localStorage.getItem(key);
        return text === null ? null : readKept(JSON.parse(text));
      }),
    write: (kept) => {
      const text = JSON.stringify(kept);
      for (const storage of both()) tried(() => storage.setItem(key, text));
    },
    clear: () => {
      tried(() => {
        for (const storage of both()) storage.removeItem(key);
      });
    },
  };
}

/** Only we write here; what another version wrote is passed over. */
function readKept(found: Kept | null): Kept | null {
  const isOurs =
    typeof found === "object" &&
    typeof found?.basedOn === "number" &&
    Array.isArray(found.definition?.steps) &&
    Array.isArray(found.definition.entry);
  return isOurs ? found : null;
}
