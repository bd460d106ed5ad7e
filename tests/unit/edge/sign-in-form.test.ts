import { afterEach, expect, test, vi } from "vitest";
import { logOnce } from "@/lib/edge/log-once";
import { readSignInForm } from "@/lib/edge/sign-in/sign-in-form";

const JSON_TYPE = "application/json";
afterEach(() => vi.restoreAllMocks());

test.each(["{", "", "[]", "null", "5", '{"email":{}}', '{"email":5}', `{"email":"${"a".repeat(20_000)}"}`])(
  "a sign-in's form that is %j is refused with a sentence",
  (text) => {
    expect(() => readSignInForm(text, JSON_TYPE)).toThrow(/^(The body is|A sign-in's form|The field)/);
  },
);

test("a form of fields without end is refused", () => {
  const text = Array.from({ length: 50 }, (_, n) => `f${n}=1`).join("&");
  expect(() => readSignInForm(text, "application/x-www-form-urlencoded")).toThrow("fewer fields");
});

test("a form is the same, sent as a form or as JSON, and leads to no address that is none", () => {
  const form = { csrfToken: "a", email: "ada@x.test", json: "true", callbackUrl: "http://127.0.0.1:3000/" };
  const sent = new URLSearchParams(form).toString();
  expect(readSignInForm(sent, "application/x-www-form-urlencoded").toString()).toBe(sent);
  expect(readSignInForm(JSON.stringify(form), JSON_TYPE).toString()).toBe(sent);
  for (const callbackUrl of ["nonsense", "javascript:alert(1)", ""])
    expect(readSignInForm(JSON.stringify({ ...form, callbackUrl }), JSON_TYPE).has("callbackUrl")).toBe(
      false,
    );
});

test("what strangers bring about fills no log: a line a minute", () => {
  const lines = vi.spyOn(console, "error").mockImplementation(() => undefined);
  for (let second = 0; second < 150; second++) logOnce("Sign-in: SOMETHING", second * 1_000);
  expect(lines).toHaveBeenCalledTimes(3);
});
