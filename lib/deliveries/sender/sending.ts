import type { Context } from "@/lib/context";
import type { Account } from "@/lib/deliveries/sender/find-account";
import type { InstanceMode, Workspace } from "@/lib/workspaces/schema";

/** What sending needs from the rooms that know more than the ledger does. */
export interface SenderPorts {
  /** Applies what has happened to these customers and is not yet known: it may make a message unnecessary. */
  applyNews: (ctx: Context, customerIds: string[]) => Promise<void>;
  /** The HTML part of a message from its words. */
  renderHtml: (text: string) => Promise<string>;
  mode: InstanceMode;
}

/** What a round of sending works with. */
export interface Sending extends Pick<SenderPorts, "renderHtml"> {
  workspace: Workspace;
  account: Account;
  now: Date;
}
