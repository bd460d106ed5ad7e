import { endReasons, isEndReason } from "@/lib/enrolments/end-reasons";
import type { MoveRecord } from "@/lib/enrolments/pass";
import type { WokenBy } from "@/lib/enrolments/schema";
import { readCode } from "@/lib/errors";

type MoveKind = MoveRecord["kind"];

const moves: { readonly [K in Exclude<MoveKind, "exited">]: string } = {
  entered: "Entered",
  step: "Came to the next step of",
  completed: "Completed",
  held: "Is held in",
  moved_version: "Moved to another version of",
};

/** A move of an enrolment, in words that the programme's name follows. */
export function moveWords(what: MoveKind, detail: Readonly<Record<string, unknown>>): string {
  return what === "exited" ? endReasons[readCode(String(detail.reason), isEndReason)].left : moves[what];
}

const wakers: { readonly [By in WokenBy]: string } = {
  news: "Woken by what the customer did",
  alarm: "Woken by its own alarm",
  sweep: "Found by the sweep",
  seed: "At go-live",
  operator: "By hand",
};

/** What made us look at an enrolment, in words. */
export function wokenWords(wokenBy: WokenBy): string {
  return wakers[wokenBy];
}
