import type { Db } from "@/db";
import type { Log } from "../log";
import type { FunctionPlan } from "../plans/configuration";
import type { Caller } from "./protocol";

/** With what calls of functions are made. */
export interface WorkerSettings {
  db: Db;
  caller: Caller;
  plans: ReadonlyMap<string, FunctionPlan>;
  now: () => Date;
  log: Log;
  leaseMs: number;
  firstBackoffMs: number;
  isStopping: () => boolean;
  /** A call was put in line, due after this much real time. */
  onQueued: (inMs: number) => void;
  /** A sleep was written that ends at this business time. */
  onSleep: (wakeAt: Date) => void;
}
