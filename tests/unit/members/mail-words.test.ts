import { expect, test } from "vitest";
import { mailWords } from "@/lib/members/mail-words";
import { memberNameSchema } from "@/lib/members/schema";
import { isOneLine, toOneLine } from "@/lib/workspaces/one-line";
import { workspaceNameSchema, workspaceSettingsSchema } from "@/lib/workspaces/schema";

const LINE_ENDS = ["\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\u000b", "\u0000"];

test.each(LINE_ENDS)("a name that holds %j begins no header of its own", (end) => {
  const by = `Olga${end}Bcc: everybody@x.test`;
  const { subject, text } = mailWords.invitation({ by, workspace: by, link: "http://127.0.0.1:3000/join" });
  expect(isOneLine(subject)).toBe(true);
  expect(subject).toBe("Olga Bcc: everybody@x.test invites you to Olga Bcc: everybody@x.test on Trig");
  expect(text.split("\n").filter((line) => line.startsWith("Bcc:"))).toEqual([]);
});

test.each([...LINE_ENDS, "\u202e"])(
  "no member, workspace or sender is called by a name that holds %j",
  (end) => {
    const name = `Olga${end}Owner`;
    expect(memberNameSchema.safeParse(name).success).toBe(false);
    expect(workspaceNameSchema.safeParse(name).success).toBe(false);
    const defaultSender = { name, address: "olga@acme.test" };
    expect(workspaceSettingsSchema.safeParse({ defaultSender }).success).toBe(false);
  },
);

test("names in other scripts, with marks and emoji, stay as they are", () => {
  for (const name of ["Zoë O’Brien", "אולגה", "オルガ", "Olga 👩‍💻", "  Olga "]) {
    expect(memberNameSchema.parse(name)).toBe(name.trim());
    expect(toOneLine(name)).toBe(name.trim());
  }
});

test("who learns that the password was changed is told when, from where, and what to do", () => {
  const { subject, text } = mailWords.passwordChanged({
    at: new Date("2026-03-02T09:00:00Z"),
    address: "203.0.113.9",
    link: "https://trig.acme.test/new-password",
  });
  expect(subject).toBe("Your password for Trig was changed");
  expect(text).toContain("at 2026-03-02 09:00 UTC, from 203.0.113.9.");
  expect(text).toContain("https://trig.acme.test/new-password");
});
