import { both } from "@/lib/audiences/combine";
import type { Clock, ConditionEntry, Look, LookAt, Subject } from "@/lib/audiences/conditions/entry";
import type { PeopleCondition } from "@/lib/audiences/schema";
import { type Share, tally } from "@/lib/audiences/tally";

/** How many of an organisation's people match. */
export const people: ConditionEntry<PeopleCondition> = {
  lookAt,
  isCheap: false,
  asks: ({ all }) => ({ ofPeople: all }),
  describe: ({ quantifier, all }, inner) => {
    const who =
      quantifier === "any" ? "any" : quantifier === "all" ? "all" : `at least ${quantifier.atLeast}`;
    return `${who} of its people: ${all.map(inner).join(" and ")}`;
  },
  clause: { relative: "with", about: "" },
  seen: (_, saw, { facts: { people }, valueWords }) =>
    `${Number(saw)} of ${valueWords(people.length)} ${people.length === 1 ? "person matches" : "people match"}`,
  happening: () => null,
  implies: () => false,
  clash: () => null,
};

function lookAt({ quantifier, all }: PeopleCondition, subject: Subject, clock: Clock, inner: LookAt): Look {
  const { people } = subject;
  const looks = people.map((person) => (t: number): Share => {
    const one: Subject = {
      ...person,
      types: subject.types,
      entity: "person",
      organisation: subject.attributes,
      people: [],
    };
    const { verdict, next } = both(all.map((condition) => inner(condition, one, { ...clock, t })));
    return { counts: verdict, next };
  });
  const needed =
    quantifier === "any" ? 1 : quantifier === "all" ? Math.max(1, people.length) : quantifier.atLeast;
  const { count: saw, verdict, next } = tally(clock.t, looks, (matching) => matching >= needed);
  return { verdict, saw, next };
}
