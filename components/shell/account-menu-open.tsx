"use client";

import { Globe, Keyboard, LogOut, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { openOver } from "@/components/shell/palette/palette-state";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine, MenuLink } from "@/components/ui/menu";
import { themeOf, themes, themeWords } from "@/components/ui/theme";
import { useTheme } from "@/components/ui/use-theme";

export interface Account {
  name: string;
  email: string;
  role: "viewer" | "editor" | "owner";
}

interface Props {
  trigger: ReactNode;
  account: Account | null;
  zone: string;
  workspace: string;
  leave: () => void;
}

/** The menu itself, open from the start: it is fetched when somebody asks for it. */
export function AccountMenuOpen({ trigger, account, zone, workspace, leave }: Props) {
  const { theme, choose } = useTheme();
  return (
    <Menu side="top" trigger={trigger} isOpenFirst>
      {account ? (
        <>
          <MenuLabel>{account.email}</MenuLabel>
          <MenuLink icon={UserRound} href={`/${workspace}/settings/account`}>
            Your account
          </MenuLink>
          <MenuLine />
        </>
      ) : null}
      <MenuChoice
        label="Look"
        value={theme}
        options={themes.map((one) => [one, themeWords[one]])}
        onChoose={(value) => choose(themeOf(value))}
      />
      <MenuLine />
      <p className="flex items-center gap-2.5 px-2 py-1.5 text-sm text-ink-2">
        <Globe aria-hidden size={15} strokeWidth={1.75} className="shrink-0 text-ink-3" />
        <span className="min-w-0 truncate">Times in {zone}</span>
      </p>
      <MenuItem icon={Keyboard} onSelect={() => openOver("shortcuts")}>
        Keyboard shortcuts
      </MenuItem>
      {account ? (
        <MenuItem icon={LogOut} onSelect={leave}>
          Sign out
        </MenuItem>
      ) : null}
    </Menu>
  );
}
