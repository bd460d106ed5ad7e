import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { authSecret, openSession } from "@/lib/edge/sign-in/session-key";
import { keyFor, keyIdOf, keyOf, secretKey } from "@/lib/secret-key";
import { encryptSecret, openSecret } from "@/lib/workspaces/connections/secrets";

beforeEach(() => vi.stubEnv("TRIG_SECRET_KEY", "the secret key of this whole test"));
afterEach(() => vi.unstubAllEnvs());

test("each use has a key of its own, and none of them is the secret key or its name", () => {
  const keys = [secretKey(), keyFor("secrets"), keyFor("sessions"), keyFor("set-up")].map((key) =>
    key.toString("hex"),
  );
  expect(new Set(keys).size).toBe(4);
  expect(keys.some((key) => key.includes(keyIdOf(secretKey())))).toBe(false);
  expect(keyIdOf(keyOf("another secret key, which is not it"))).not.toBe(keyIdOf(secretKey()));
});

test("what was encrypted names its key, is different every time, and opens only in its own row", () => {
  const locked = encryptSecret("re_123", "int_1");
  expect(locked.split(".").slice(0, 2)).toEqual(["v2", keyIdOf(secretKey())]);
  expect(encryptSecret("re_123", "int_1")).not.toBe(locked);
  expect(openSecret(locked, "int_1")).toBe("re_123");
  expect(openSecret(locked, "int_2")).toBe(null);
});

test.each([
  ["cut short", (text: string) => text.slice(0, -3)],
  ["with a part too many", (text: string) => `${text}.more`],
  ["with a short tag", (text: string) => text.replace(/\.[^.]+(?=\.[^.]+$)/, ".AAAA")],
  // The first of its part: of a last letter some bits may say nothing.
  [
    "with one letter changed",
    (text: string) => text.replace(/[^.](?=[^.]*$)/, (letter) => (letter === "A" ? "B" : "A")),
  ],
  ["with the name of another key", (text: string) => text.replace(/^v2\.\w+/, "v2.0000000000000000")],
  ["said to be in the first format", (text: string) => text.replace(/^v2\.\w+\./, "v1.")],
  ["that is no secret at all", () => "..."],
])("a secret %s does not open", (_what, harm) => {
  expect(openSecret(harm(encryptSecret("re_123 with some length", "int_1")), "int_1")).toBe(null);
});

test("a sign-in opens with the key it was made with alone; the previous key, which somebody may know, opens none", async () => {
  const token = await encode({ token: { sub: "mem_1" }, secret: authSecret() });
  expect(await openSession(token)).toMatchObject({ sub: "mem_1" });
  vi.stubEnv("TRIG_SECRET_KEY_PREVIOUS", "the secret key of this whole test");
  vi.stubEnv("TRIG_SECRET_KEY", "the secret key that came after it");
  expect(await openSession(token)).toBe(null);
  expect(await openSession("nonsense")).toBe(null);
  expect(await openSession(undefined)).toBe(null);
});
