"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Close, Content, Description, Overlay, Portal, Root, Title } from "radix-ui/dialog";
import { useLayoutEffect, useState } from "react";
import { useOffers } from "@/components/shell/offers";
import { takeAhead } from "@/components/shell/palette/ahead";
import { type PaletteItem, paletteGroups } from "@/components/shell/palette/palette-items";
import type { RecentPlace } from "@/components/shell/palette/recent-places";
import { type Finding, useFind } from "@/components/shell/palette/use-find";
import { mustStay } from "@/components/shell/use-offline-guard";
import { Kbd } from "@/components/ui/kbd";
import { useTheme } from "@/components/ui/use-theme";

interface Props {
  workspace: string;
  isOwner: boolean;
  findHref: string;
  recent: readonly RecentPlace[];
  onClose: () => void;
  onShortcuts: () => void;
}

/** Goes anywhere and does anything by a few letters. */
export function Palette({ workspace, isOwner, findHref, recent, onClose, onShortcuts }: Props) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  // Before it is seen: from then on keys are for its box.
  useLayoutEffect(() => {
    const ahead = takeAhead();
    if (ahead) setTyped(ahead);
  }, []);
  const finding = useFind(findHref, typed);
  const offers = useOffers();
  const groups = paletteGroups({
    workspace,
    isOwner,
    typed,
    recent,
    // What was found for other letters is no answer to these.
    found: stillFits(finding, typed),
    offers,
    ...useTheme(),
    showShortcuts: onShortcuts,
  });
  const choose = ({ to }: PaletteItem) => {
    onClose();
    if ("run" in to) to.run();
    else if (!mustStay()) router.push(to.href);
  };
  return (
    <Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Portal>
        <Overlay className="veil z-40" />
        <Content className="lifted fixed inset-x-0 top-0 z-40 flex max-h-[80dvh] flex-col overflow-hidden max-sm:rounded-t-none sm:inset-x-4 sm:top-[14vh] sm:mx-auto sm:max-h-[68vh] sm:max-w-xl">
          <Title className="sr-only">Find anything, do anything</Title>
          <Description className="sr-only">
            Type to find a screen, a job, a person, an organisation or an action; choose with the arrow keys
            and Enter.
          </Description>
          <Command
            shouldFilter={false}
            loop
            label="Find anything, do anything"
            className="flex min-h-0 flex-col"
          >
            <div className="relative flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-ink-3" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                maxLength={200}
                placeholder="Find anything, do anything"
                className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-3 sm:text-base"
              />
              <Close
                aria-label="Esc: close"
                className="-mr-1.5 grid size-9 shrink-0 place-items-center rounded-md"
              >
                <Kbd>Esc</Kbd>
              </Close>
              {finding.state === "searching" && typed ? (
                <span aria-hidden className="skeleton absolute inset-x-0 -bottom-px h-px bg-accent" />
              ) : null}
            </div>
            <Command.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-1.5">
              {groups.map(({ title, items }) => (
                <Command.Group
                  key={title}
                  heading={title}
                  className="[&>[cmdk-group-heading]]:px-2.5 [&>[cmdk-group-heading]]:pt-2.5 [&>[cmdk-group-heading]]:pb-1 [&>[cmdk-group-heading]]:text-xs [&>[cmdk-group-heading]]:font-medium [&>[cmdk-group-heading]]:text-ink-3"
                >
                  {items.map((item) => (
                    <Line key={item.id} item={item} onChoose={() => choose(item)} />
                  ))}
                </Command.Group>
              ))}
              <Rest finding={finding} typed={typed} isEmpty={groups.length === 0} />
            </Command.List>
          </Command>
        </Content>
      </Portal>
    </Root>
  );
}

function Line({ item, onChoose }: { item: PaletteItem; onChoose: () => void }) {
  const { id, icon: Icon, label, hint } = item;
  return (
    <Command.Item
      value={id}
      onSelect={onChoose}
      className="flex h-10 cursor-default items-center gap-3 rounded-md px-2.5 select-none data-[selected=true]:bg-lit sm:h-9"
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-ink-3" />
      <span className="min-w-0 truncate">{label}</span>
      {hint ? <span className="ml-auto min-w-0 max-w-[55%] truncate text-sm text-ink-3">{hint}</span> : null}
    </Command.Item>
  );
}

/** What is said below, or instead of, what was found. */
function Rest({ finding, typed, isEmpty }: { finding: Finding; typed: string; isEmpty: boolean }) {
  if (finding.state === "failed") {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2.5 py-3 text-sm text-ink-2"
      >
        People, organisations and jobs could not be searched.
        <button type="button" onClick={finding.again} className="font-medium text-accent hover:underline">
          Try again
        </button>
      </div>
    );
  }
  if (!isEmpty) return null;
  if (finding.state === "searching") {
    return (
      <div aria-hidden className="space-y-3 px-2.5 py-3">
        <div className="skeleton h-4 w-2/5" />
        <div className="skeleton h-4 w-3/5" />
        <div className="skeleton h-4 w-1/2" />
      </div>
    );
  }
  return (
    <p className="px-4 py-8 text-center text-pretty text-ink-2">
      Nothing begins with “{typed.trim()}”.
      <span className="mt-1 block text-sm text-ink-3">
        People are found by name, email or user ID, organisations by name or group ID.
      </span>
    </p>
  );
}

function stillFits({ found, foundFor, state }: Finding, typed: string): Finding["found"] {
  const isNarrowed = foundFor !== null && typed.trim().toLowerCase().startsWith(foundFor.toLowerCase());
  return state === "there" || (isNarrowed && foundFor !== "")
    ? found
    : { jobs: [], people: [], organisations: [] };
}
