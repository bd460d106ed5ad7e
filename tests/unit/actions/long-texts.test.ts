import { expect, it } from "vitest";
import { advise } from "@/lib/actions/advice";
import { renderNote } from "@/lib/actions/render-note";
import type { Action } from "@/lib/actions/schema";

const mail: Extract<Action, { kind: "message" }> = {
  kind: "message",
  id: "a",
  sender: { name: "Anna", address: "anna@acme.test" },
  subject: "For you",
  body: "",
  format: "plain",
  recipients: { to: "primary_contact" },
};
const LONGEST = 50_000;
const filledWith = (unit: string) => `a${unit.repeat(LONGEST / unit.length)}`;

it.each(["[", "[[", "[x](", "\n", "**a ", "_a "])(
  "a text of nothing but %j is looked at, and shown, in proportion to its length",
  (unit) => {
    const words = filledWith(unit);
    const message: Action = { ...mail, body: words };
    const note: Action = { kind: "notify", id: "b", channel: "#cs", text: words };
    const began = performance.now();
    advise(message, "entry");
    advise(note, "exit");
    renderNote(words, () => "v");
    expect(performance.now() - began).toBeLessThan(1_500);
  },
);

it("steps, links and requests are found where they stand, be there ever so many empty lines before them", () => {
  const about = (body: string) => advise({ ...mail, body }, "entry").map(({ check }) => check);
  const empty = "\n".repeat(500);
  for (const said of [
    "- Open it",
    "\t1. Open it",
    "See [the guide](x.test/a).",
    "Now open it.",
    "Hi, open it.",
  ])
    expect(about(`Hello Ada${empty}${said}`)).not.toContain("M06");
  expect(about(`Hello Ada${empty}Nothing [at all] (to do)`)).toContain("M06");
});

it.each([" ", "\u200b", "<"])(
  "a value that is %j over and over is shown in proportion to its length",
  (unit) => {
    const began = performance.now();
    renderNote("@{value} {value} [a]({value})", () => `a${unit.repeat(30_000)}b`);
    expect(performance.now() - began).toBeLessThan(1_500);
  },
);
