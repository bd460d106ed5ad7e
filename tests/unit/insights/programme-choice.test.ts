import { expect, test } from "vitest";
import {
  programmeChoiceQuery,
  readProgrammeChoice,
  sortProgrammes,
} from "@/lib/insights/programmes/programme-choice";

const job = (name: string, entered: number, completed: number, exited: number) => ({
  name,
  figures: { entered, open: entered - completed - exited, completed, exited },
});
const jobs = [
  job("Nudge 10", 10, 1, 1),
  job("nudge 9", 30, 0, 4),
  job("Älg", 20, 3, 0),
  job("Fresh", 5, 0, 0),
];
const order = (choice: Parameters<typeof sortProgrammes>[1]) =>
  sortProgrammes(jobs, choice).map(({ name }) => name);

test("jobs stand in the order asked for; one that nobody has left has no rate and comes last either way", () => {
  expect(order({})).toEqual(["Nudge 10", "nudge 9", "Älg", "Fresh"]);
  expect(order({ sort: "name" })).toEqual(["Älg", "Fresh", "nudge 9", "Nudge 10"]);
  expect(order({ sort: "entered" })).toEqual(["nudge 9", "Älg", "Nudge 10", "Fresh"]);
  expect(order({ sort: "rate" })).toEqual(["Älg", "Nudge 10", "nudge 9", "Fresh"]);
  expect(order({ sort: "rate", isReversed: true })).toEqual(["nudge 9", "Nudge 10", "Älg", "Fresh"]);
});

test("a choice of jobs reads the same from the address that it was written to, and nonsense is left out", () => {
  const choice = { status: "live", target: "person", search: "a b", sort: "rate", isReversed: true } as const;
  expect(readProgrammeChoice(programmeChoiceQuery(choice))).toEqual(choice);
  const nonsense = { status: "eaten", for: "dogs", q: " \0 ", sort: "age", order: "up" };
  expect(Object.values(readProgrammeChoice(nonsense)).filter(Boolean)).toEqual([]);
});
