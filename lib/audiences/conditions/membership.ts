import type { ConditionEntry, Look, Subject } from "@/lib/audiences/conditions/entry";
import type { MembershipCondition } from "@/lib/audiences/schema";

/** Where the customer stands in a programme. */
export const membership: ConditionEntry<MembershipCondition> = {
  lookAt,
  isCheap: true,
  asks: (condition) => ({ programme: condition }),
  describe: ({ of, slug, is }) => `${words[is]} ${of} ${slug}`,
  clause: { relative: "who", about: "the customer " },
  seen: (_, saw) => seenWords(saw),
  happening: () => null,
  implies: () => false,
  clash: () => null,
};

const words = {
  in: "is in",
  not_in: "is not in",
  has_entered: "has entered",
  has_never_entered: "has never entered",
  has_completed: "has completed",
  has_exited: "has left without completing",
} as const;

function lookAt({ of, slug, is }: MembershipCondition, subject: Subject): Look {
  const passes = subject.memberships.filter((one) => one.kind === of && one.slug === slug);
  const standing = {
    in: passes.some((one) => one.open),
    entered: passes.length > 0,
    completed: passes.some((one) => one.everCompleted),
    exited: passes.some((one) => one.everExited),
  };
  const verdict = {
    in: standing.in,
    not_in: !standing.in,
    has_entered: standing.entered,
    has_never_entered: !standing.entered,
    has_completed: standing.completed,
    has_exited: standing.exited,
  }[is];
  return { verdict, saw: standing, next: null };
}

function seenWords(saw: unknown): string {
  const stands = (key: string) => typeof saw === "object" && saw !== null && Reflect.get(saw, key) === true;
  if (stands("in")) return "in it now";
  if (stands("completed")) return "completed it before";
  if (stands("exited")) return "left it without completing";
  return stands("entered") ? "has been in it" : "never entered";
}
