import type { Refusal } from "@/lib/events/schema";

/** A part of a request that stands where an event or a value should and is no JSON: refused alone, for its own reason. */
export class Unreadable {
  constructor(
    readonly refusal: Refusal,
    /** As it was sent, so far as it is text. */
    readonly text: string,
  ) {}
}
