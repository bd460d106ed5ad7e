import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Core, openCore } from "@/tests/support/core";
import { identify, nudge } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
  await core.goLive("nudge", nudge());
});
afterEach(() => core.close());

const people = ["ada", "bob", "eve", "tom", "zoe"];
const everybodyEntered = (names: readonly string[]) => names.map((name) => `${name} nudge 1 open`);

it("a name as long as a book is cut, whatever its letters, and its sender enters like anybody else", async () => {
  const long = randomBytes(4_000).toString("base64");
  const names = { name: long, first_name: "\u{1F980}".repeat(900), last_name: long };
  await core.tell([
    identify("ada", { plan: "pro" }),
    identify("bob", { plan: "pro", ...names }),
    { type: "group", userId: "bob", groupId: "acme", traits: { name: long } },
  ]);
  expect(await core.passes()).toEqual(everybodyEntered(["ada", "bob"]));
});

it("an event that the database refuses to apply is set aside where its sender finds it, and holds up nobody else", async () => {
  await core.rows(sql`
    create function refuse() returns trigger language plpgsql as $$ begin
      if new.attributes ->> 'n' = 'bad' then raise exception 'too large for what has to hold it' using errcode = '54000'; end if;
      return new; end $$`);
  await core.rows(sql`create trigger refuse before update on people for each row execute function refuse()`);
  await core.tell(people.map((id) => identify(id, { plan: "pro", n: id === "eve" ? "bad" : "good" })));
  expect(await core.passes()).toEqual(everybodyEntered(people.filter((id) => id !== "eve")));
  expect(await core.rows(sql`select from pending_events`)).toEqual([]);
  expect(await core.rows(sql`select sentence from rejected_events`)).toEqual([
    { sentence: "It was accepted, but could not be applied: too large for what has to hold it." },
  ]);
  expect(await core.rows(sql`select count(*) as kept from events`)).toEqual([{ kept: people.length }]);
});

it("what is not the data's fault is nobody's to pay for: the events stay pending until it is over", async () => {
  await core.rows(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'out of memory' using errcode = '53200'; end $$`);
  await core.rows(sql`create trigger refuse before update on people for each row execute function refuse()`);
  await expect(core.tell([identify("ada", { plan: "pro" })])).rejects.toThrow();
  expect(await core.rows(sql`select count(*) as pending from pending_events`)).toEqual([{ pending: 1 }]);
  await core.rows(sql`drop trigger refuse on people`);
  await core.rest();
  expect(await core.passes()).toEqual(everybodyEntered(["ada"]));
});
