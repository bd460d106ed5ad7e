import { Pause } from "lucide-react";
import { expect, test } from "vitest";
import { paletteGroups } from "@/components/shell/palette/palette-items";

const nothing = { jobs: [], people: [], organisations: [] };
const known = {
  workspace: "acme",
  isOwner: true,
  typed: "",
  recent: [{ href: "/acme/people/per_1", label: "Ada Lovelace", kind: "people" as const }],
  found: nothing,
  offers: [{ id: "pause", label: "Pause this job", icon: Pause, words: "stop", run: () => {} }],
  theme: "dark" as const,
  choose: () => {},
  showShortcuts: () => {},
};
const labels = (groups: ReturnType<typeof paletteGroups>) =>
  groups.flatMap(({ title, items }) => items.map(({ label }) => `${title}: ${label}`));

test("with nothing typed it begins with where one was lately, and offers what the page offers", () => {
  const shown = labels(paletteGroups(known));
  expect(shown[0]).toBe("Lately: Ada Lovelace");
  expect(shown).toContain("Go to: Jobs");
  expect(shown).toContain("Do: Pause this job");
  expect(shown).toContain("Do: Look: light");
  expect(shown).not.toContain("Do: Look: dark");
});

test("letters pick by the beginnings of words, in any order, also by words that are not shown", () => {
  expect(labels(paletteGroups({ ...known, typed: "job pau" }))).toEqual(["Do: Pause this job"]);
  expect(labels(paletteGroups({ ...known, typed: "make a key" }))).toEqual(["Go to: Settings: Keys"]);
  expect(labels(paletteGroups({ ...known, typed: "make a key", isOwner: false }))).toEqual([]);
  expect(labels(paletteGroups({ ...known, typed: "use" }))).toEqual([]);
});

test("somebody who was visited lately and found again stands once", () => {
  const ada = { id: "per_1", name: "Ada Lovelace", email: "ada@acme.test", organisation: "Acme" };
  const groups = paletteGroups({ ...known, typed: "ada", found: { ...nothing, people: [ada] } });
  expect(labels(groups)).toEqual(["Lately: Ada Lovelace"]);
  const [people] = paletteGroups({
    ...known,
    recent: [],
    typed: "ada",
    found: { ...nothing, people: [ada] },
  });
  expect(people?.items[0]).toMatchObject({
    hint: "ada@acme.test · Acme",
    to: { href: "/acme/people/per_1" },
  });
});
