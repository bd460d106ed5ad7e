"use client";

import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { type ComponentProps, lazy, Suspense } from "react";
import { signOutHere } from "@/components/auth/sign-out";
import type { Account } from "@/components/shell/account-menu-open";
import { useOffer } from "@/components/shell/offers";
import { forgetRecentPlaces } from "@/components/shell/palette/use-recent-places";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";
import { useMutation } from "@/components/ui/use-mutation";

interface Props {
  /** Who is signed in; null where nobody has to. */
  account: Account | null;
  /** The zone in which times are shown. */
  zone: string;
  workspace: string;
}

const load = () =>
  import("@/components/shell/account-menu-open").then((file) => ({ default: file.AccountMenuOpen }));
const Open = lazy(load);
const roleWords = { viewer: "Viewer", editor: "Editor", owner: "Owner" } as const;

/** Who is signed in, how the screens look to them, and the way out. */
export function AccountMenu({ account, zone, workspace }: Props) {
  const { isThere, button } = useLazyMenu(load);
  const { run: leave } = useMutation(signOutHere, {
    isQuiet: true,
    onDone: () => {
      forgetRecentPlaces();
      location.assign("/sign-in");
    },
  });
  useOffer(
    account ? [{ id: "sign-out", label: "Sign out", icon: LogOut, words: "log out leave", run: leave }] : [],
  );
  const trigger = (
    <AccountButton
      name={account?.name ?? "This computer"}
      about={account ? roleWords[account.role] : zone}
      {...(isThere ? {} : button)}
    />
  );
  if (!isThere) return trigger;
  return (
    <Suspense fallback={trigger}>
      <Open trigger={trigger} account={account} zone={zone} workspace={workspace} leave={leave} />
    </Suspense>
  );
}

function AccountButton({ name, about, ...rest }: ComponentProps<"button"> & { name: string; about: string }) {
  return (
    <button
      type="button"
      {...rest}
      className="flex h-11 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-sunken data-[state=open]:bg-sunken"
    >
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-ink-2 ring-1 ring-line ring-inset"
      >
        <UserRound size={13} strokeWidth={1.75} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{name}</span>
        <span className="block truncate text-xs text-ink-3">{about}</span>
      </span>
      <ChevronsUpDown aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-ink-3" />
      <span className="sr-only">Account</span>
    </button>
  );
}
