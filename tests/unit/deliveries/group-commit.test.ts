import { expect, it } from "vitest";
import { groupCommit } from "@/lib/deliveries/sender/group-commit";

it("writes what is asked for in one breath together, and what comes meanwhile in the next one", async () => {
  const written: number[][] = [];
  let finish = () => {};
  const ask = groupCommit(async (items: readonly number[]) => {
    written.push([...items]);
    await new Promise<void>((done) => {
      finish = done;
    });
    return written.length;
  });
  const first = [ask(1), ask(2)];
  await new Promise(setImmediate);
  const second = [ask(3), ask(4)];
  finish();
  expect(await Promise.all(first)).toEqual([1, 1]);
  finish();
  expect(await Promise.all(second)).toEqual([2, 2]);
  expect(written).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it("lets one that cannot be written keep none of the others from it", async () => {
  const written: number[] = [];
  const ask = groupCommit(async (items: readonly number[]) => {
    if (items.includes(2)) throw new Error("2 cannot be written");
    written.push(...items);
  });
  const ends = await Promise.allSettled([ask(1), ask(2), ask(3)]);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(written).toEqual([1, 3]);
  await ask(4);
  expect(written).toEqual([1, 3, 4]);
});
