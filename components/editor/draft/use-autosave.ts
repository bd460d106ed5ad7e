"use client";

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Autosave } from "@/components/editor/draft/autosave";
import { browserKeep } from "@/components/editor/draft/kept-typing";
import type { SaveState } from "@/components/editor/draft/save-state";
import { httpTransport } from "@/components/editor/draft/transport";
import { coalesce } from "@/components/shell/coalesce";
import { useOwnNews } from "@/components/shell/own-news";
import { askToSignIn } from "@/components/ui/sign-in-again";
import type { OpenDraft } from "@/lib/programmes/draft/open-draft";
import type { Definition } from "@/lib/programmes/schema";

const HERE_EVERY_MS = 15_000;
const LOOKS_AT_MOST_EVERY_MS = 1_000;

interface Options {
  workspace: string;
  opened: Pick<OpenDraft, "id" | "slug" | "revision" | "liveVersion" | "problems"> & {
    definition: Definition;
  };
  mayEdit: boolean;
  show: ConstructorParameters<typeof Autosave>[0]["show"];
  /** What is selected now; others see it. */
  selected: () => string | null;
}

/** The autosave of an open editor: fed with autosave.changed(definition), it minds the page, the network and the news by itself. */
export function useAutosave({ workspace, opened, mayEdit, show, selected }: Options): {
  autosave: Autosave;
  state: SaveState;
} {
  const [autosave] = useState(
    () =>
      new Autosave({
        transport: httpTransport(`/api/screens/${workspace}/jobs/${opened.slug}/draft`),
        keep: browserKeep(`${workspace}/${opened.id}`),
        opened,
        show,
        mayEdit,
      }),
  );
  const state = useSyncExternalStore(autosave.follow, autosave.get, autosave.get);
  const place = useRef(selected);
  useEffect(() => {
    place.current = selected;
  });

  const [looks] = useState(() => {
    const mine = coalesce(() => {
      const began = performance.now();
      void autosave.look(place.current()).finally(() => mine.done(performance.now() - began));
    }, LOOKS_AT_MOST_EVERY_MS);
    return mine;
  });
  useOwnNews(useCallback(() => looks.ask(), [looks]));

  useEffect(() => {
    autosave.begin();
    autosave.restore();
    looks.ask();
    const here = setInterval(() => document.hidden || looks.ask(), HERE_EVERY_MS);
    const close = () => autosave.close();
    const turn = () => (document.hidden ? void autosave.flush() : looks.ask());
    const online = () => autosave.retry();
    window.addEventListener("pagehide", close);
    window.addEventListener("online", online);
    document.addEventListener("visibilitychange", turn);
    return () => {
      clearInterval(here);
      looks.stop();
      window.removeEventListener("pagehide", close);
      window.removeEventListener("online", online);
      document.removeEventListener("visibilitychange", turn);
      void autosave.leave();
    };
  }, [autosave, looks]);

  const isSignedOut = state.save.mode === "hindered" && state.save.why === "signed_out";
  useEffect(() => {
    if (isSignedOut) askToSignIn(() => autosave.retry());
  }, [isSignedOut, autosave]);
  return { autosave, state };
}
