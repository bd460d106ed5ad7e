import { expect, test } from "vitest";
import { passwordSchema } from "@/lib/members/schema";
import { isGuessable } from "@/lib/members/sign-in/is-guessable";

test.each([
  "1234567890",
  "0987654321",
  "12345678901234567890",
  "aaaaaaaaaa",
  "ababababab",
  "abcdefghij",
  "qwertyuiop",
  "qwertzuiop1",
  "asdfghjkl123",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "password12",
  "passwordpassword",
  "Passw0rd!!",
  "P@ssw0rd123",
  "Password2026!",
  "Passw0rd!2026",
  "p@ssw0rd1234",
  "W3lcome12345",
  "2026-11-30",
  "30.11.1998",
  "Summer2025!!",
  "iloveyou123",
  "letmein1234",
  "welcome12345",
  "adminadmin",
  "Qwerty12345",
  "abc123abc123",
  "1111122222",
  "trigtrigtrig",
])("%s is among the first that are guessed", (password) => {
  expect(passwordSchema.safeParse(password).error?.issues[0]?.message).toContain("among the first");
});

test.each(["olga@acme.test", "OlgaOwner1", "olga-olga-olga", "acmeacme123", "owner.olga!"])(
  "%s is, for Olga Owner of olga@acme.test",
  (password) => {
    expect(isGuessable(password, ["olga@acme.test", "Olga Owner"])).toBe(true);
  },
);

test.each([
  "correct horse battery",
  "a password long enough",
  "a password of hers",
  "quite another one",
  "wR8#kq2!mZ",
  "7f3a9c1e5b",
  "сорок тысяч обезьян",
  "正しい馬の電池ホチキス",
  "tr0ub4dor&3x",
  "9182736455",
])("%s is a password", (password) => {
  expect(passwordSchema.safeParse(password).success).toBe(true);
});
