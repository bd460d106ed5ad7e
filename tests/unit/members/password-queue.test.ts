import { afterEach, expect, test } from "vitest";
import { withTurn } from "@/lib/members/sign-in/password-queue";

afterEach(() => {
  globalThis.trigPasswordTurns = undefined;
});

/** Work that ends when it is told to. */
function held() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => done, end: () => end() };
}

test("of a hundred who sign in at once one is looked at at a time, and the last are told to come again", async () => {
  let running = 0;
  let most = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, () =>
      withTurn(async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
      }),
    ),
  );
  expect(most).toBe(1);
  const refused = outcomes.filter((one) => one.status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ reason }) => reason.code === "unavailable")).toBe(true);
  await expect(withTurn(async () => "afterwards")).resolves.toBe("afterwards");
});

test("a browser that signed in before goes before strangers who crowd the door", async () => {
  const first = held();
  const order: string[] = [];
  const all = [withTurn(first.work)];
  for (let n = 0; n < 3; n++) all.push(withTurn(async () => void order.push("stranger")));
  all.push(withTurn(async () => void order.push("known"), { isUrgent: true }));
  first.end();
  await Promise.all(all);
  expect(order).toEqual(["known", "stranger", "stranger", "stranger"]);
});

test("work that fails makes room like any other", async () => {
  await expect(withTurn(async () => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
  await expect(withTurn(async () => 1)).resolves.toBe(1);
});
