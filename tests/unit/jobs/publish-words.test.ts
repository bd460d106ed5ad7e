import { expect, test } from "vitest";
import { publishWords } from "@/components/jobs/publish/publish-words";
import type { GoLiveView } from "@/lib/insights/go-live/schema";

const view = (matching: number | null): GoLiveView => ({
  target: "person",
  matching,
  reach: null,
  letters: [],
  kept: [],
});
const asked = {
  view: view(412),
  mode: null,
  first: "10",
  version: 1,
  moves: false,
  isPaused: false,
  isNew: true,
  standing: null,
};

test("the button of a first go-live says for whom, and asks for what is not chosen yet", () => {
  const words = (more: object) => publishWords({ ...asked, ...more });
  expect(words({})).toMatchObject({ missing: "Choose who enters." });
  expect(words({ mode: "everyone" })).toEqual({
    words: "Go live for 412 people",
    entering: 412,
    missing: null,
  });
  expect(words({ mode: "everyone", view: view(1) }).words).toBe("Go live for 1 person");
  expect(words({ mode: "everyone", view: view(null) })).toMatchObject({
    words: "Go live for everyone who matches",
    entering: Number.POSITIVE_INFINITY,
  });
  expect(words({ mode: "first" })).toEqual({
    words: "Go live for the first 10 people",
    entering: 10,
    missing: null,
  });
  expect(words({ mode: "first", first: "0" }).missing).toBe("Say how many may enter first.");
  expect(words({ mode: "from_now_on" })).toMatchObject({ entering: 0, missing: null });
});

test("the button of a new version says what becomes of those who are in it", () => {
  const later = { ...asked, version: 3, standing: { open: 5, atLostSteps: 0 } };
  expect(publishWords(later).words).toBe("Publish version 3");
  expect(publishWords({ ...later, moves: true }).words).toBe("Publish version 3 and move 5 people");
  expect(publishWords({ ...later, isPaused: true }).entering).toBe(0);
  expect(publishWords({ ...later, isNew: false }).missing).toBe("The draft says what is live already.");
  expect(publishWords({ ...later, isNew: false, moves: true })).toMatchObject({
    words: "Move 5 people to version 2",
    missing: null,
  });
});
