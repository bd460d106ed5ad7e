import type { Context } from "@/lib/context";
import type { SenderPorts } from "@/lib/deliveries/sender/sending";

/** What the functions need of the process they run in. They hold no rule and no state: they decide when to call a verb. */
export interface Runtime {
  /** The system's own context for a workspace, with business time as of now. */
  contextOf(workspaceId: string): Promise<Context>;
  listWorkspaceIds(): Promise<string[]>;
  /** Waits while events arrive faster than they can be applied, but not beyond this moment (real time, epoch ms). Says whether it waited. */
  giveWay(untilMs: number): Promise<boolean>;
  /** Notes that a run has begun: it sees all there is, and what happens from now on needs another one. */
  hasBegun(event: { name: string; data: Record<string, unknown> }): void;
  /** Hands committed announcements over to the engine. Returns how many there were. */
  relay(): Promise<number>;
  ports(): Promise<SenderPorts>;
  /** Deletes what is kept for a while only. */
  prune(): Promise<void>;
}
