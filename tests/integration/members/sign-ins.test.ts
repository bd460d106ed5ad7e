import { eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Db } from "@/db";
import { members, signIns } from "@/db/schema";
import { findMember } from "@/lib/members/find-member";
import { endSignIns, makeLink } from "@/lib/members/sign-in/links";
import { changePassword, setForgottenPassword } from "@/lib/members/sign-in/set-password";
import { signInWithLink, signInWithPassword } from "@/lib/members/sign-in/sign-in";
import {
  beginSignIn,
  endSignIn,
  findSignedIn,
  listSignIns,
  pruneSignIns,
  recordEarlierSignIn,
  recordRefusal,
} from "@/lib/members/sign-in/sign-ins";
import { DAY_MS } from "@/lib/time";
import { it } from "@/tests/support/fixture";
import { blockTries } from "../../support/block";
import { addMember, CHEAP_HASH, PASSWORD } from "../../support/members";

let db: Db;
let ordinal = 0;

it.beforeAll(({ database }) => {
  process.env.TRIG_SECRET_KEY = "a secret of thirty-two characters";
  db = database.db;
});

async function somebody() {
  const email = `sign-in-${++ordinal}@acme.test`;
  const id = await addMember(db, email);
  const from = `10.1.0.${ordinal}`;
  const visit = { from, address: from, userAgent: "Firefox", device: null };
  const signIn = (password = PASSWORD, more = {}) =>
    signInWithPassword(db, { email, password, ...visit, ...more });
  const begin = () => beginSignIn(db, id, "password", visit);
  const block = () => blockTries(db, { about: `sign-in ${email}`, from });
  return { email, id, visit, signIn, begin, block };
}

describe("a sign-in that was ended", () => {
  it("lets nobody in any more, also with a copy of its cookie; others of the member go on", async () => {
    const { id, begin } = await somebody();
    const [here, there] = [await begin(), await begin()];
    expect(await findSignedIn(db, here.id)).toMatchObject({ id });
    expect(await endSignIn(db, id, here.id)).toBe(true);
    expect(await findSignedIn(db, here.id)).toBeNull();
    expect(await findSignedIn(db, there.id)).toMatchObject({ id });
    expect(await endSignIn(db, id, here.id)).toBe(false);
  });

  it("is each of them after a changed password, a forgotten one set anew, and signing out everywhere", async () => {
    const { id, visit, begin } = await somebody();
    const member = await findMember(db, id);
    if (!member) throw new Error("The member vanished.");
    const first = (await begin()).id;
    await changePassword(db, member, { current: PASSWORD, wanted: "one more long password", ...visit });
    expect(await findSignedIn(db, first)).toBeNull();

    const second = (await begin()).id;
    const now = await findMember(db, id);
    await setForgottenPassword(db, await makeLink(db, now ?? member, "new_password"), "and another long one");
    expect(await findSignedIn(db, second)).toBeNull();

    const third = (await begin()).id;
    await endSignIns(db, id);
    expect(await findSignedIn(db, third)).toBeNull();
  });

  it("from before sign-ins were on record is ended for good too", async () => {
    const { id } = await somebody();
    const earlier = { id: `sgn_before_${id}`, memberId: id, version: 0, at: new Date() };
    await recordEarlierSignIn(db, earlier);
    expect(await findSignedIn(db, earlier.id)).toMatchObject({ id });
    await endSignIn(db, id, earlier.id);
    await recordEarlierSignIn(db, earlier);
    expect(await findSignedIn(db, earlier.id)).toBeNull();
  });

  it("from before sign-ins were on record is not put there once its member has signed out everywhere", async () => {
    const { id } = await somebody();
    await endSignIns(db, id);
    await recordEarlierSignIn(db, { id: `sgn_before_${id}`, memberId: id, version: 0, at: new Date() });
    expect(await listSignIns(db, id)).toEqual([]);
  });

  it("is one of another member to nobody else, and one that is thirty days old to everybody", async () => {
    const [mine, theirs] = [await somebody(), await somebody()];
    const { id } = await mine.begin();
    expect(await endSignIn(db, theirs.id, id)).toBe(false);
    expect(await findSignedIn(db, id)).not.toBeNull();
    const old = new Date(Date.now() - 30 * DAY_MS);
    await db.update(signIns).set({ at: old }).where(eq(signIns.id, id));
    expect(await findSignedIn(db, id)).toBeNull();
  });
});

describe("the record of sign-ins", () => {
  it("tells who was let in, by password or link, and who tried in vain, from where and with what", async () => {
    const { id, visit, signIn, begin } = await somebody();
    await begin();
    await signIn("not the password", { address: "203.0.113.9", userAgent: "curl/8" });
    const member = await findMember(db, id);
    if (!member) throw new Error("The member vanished.");
    await signInWithLink(db, await makeLink(db, member, "sign_in"), visit);
    const listed = (await listSignIns(db, id)).map(({ way, outcome, cameFrom, userAgent, isOpen }) => [
      way,
      outcome,
      cameFrom,
      userAgent,
      isOpen,
    ]);
    expect(listed).toEqual([
      ["link", "admitted", visit.address, "Firefox", true],
      ["password", "admitted", visit.address, "Firefox", true],
      ["password", "wrong_password", "203.0.113.9", "curl/8", false],
    ]);
  });

  it("grows by one a minute from tries that had to wait, whoever makes them, and never holds a password", async () => {
    const { id, signIn, block } = await somebody();
    await block();
    for (let n = 0; n < 9; n++) await signIn("a guess that is wrong").catch(() => null);
    const rows = await db.select().from(signIns).where(eq(signIns.memberId, id));
    expect(rows.map(({ outcome }) => outcome)).toEqual(["too_fast"]);
    expect(JSON.stringify(rows)).not.toContain("a guess");
  });

  it("keeps failures for a month and sign-ins for more than a year", async () => {
    const { id, visit, begin } = await somebody();
    await begin();
    await recordRefusal(db, id, "wrong_password", visit);
    const age = async (days: number) => {
      await pruneSignIns(db, new Date(Date.now() + days * DAY_MS));
      const rows = await db.select().from(signIns).where(eq(signIns.memberId, id));
      return rows.map(({ outcome }) => outcome).sort();
    };
    expect(await age(29)).toEqual(["admitted", "wrong_password"]);
    expect(await age(31)).toEqual(["admitted"]);
    expect(await age(401)).toEqual([]);
  });
});

describe("a browser that signed in before", () => {
  it("lets the owner of an account in with her right password while strangers fail at it from everywhere", async () => {
    const { signIn, begin, block } = await somebody();
    const { device } = await begin();
    await block();
    await expect(signIn()).rejects.toThrow("Too many tries");
    expect((await signIn(PASSWORD, { device }))?.signIn.device).toBe(device);
  });

  it("is known to its own account only, and to none once she signed out everywhere", async () => {
    const [mine, theirs] = [await somebody(), await somebody()];
    const { device } = await mine.begin();
    await theirs.block();
    await expect(theirs.signIn(PASSWORD, { device })).rejects.toThrow("Too many tries");
    await endSignIns(db, mine.id);
    await mine.block();
    await expect(mine.signIn(PASSWORD, { device })).rejects.toThrow("Too many tries");
  });

  it("that is made up is not known", async () => {
    const { signIn, block } = await somebody();
    await block();
    for (const device of ["", "made up", "0".repeat(200)])
      await expect(signIn(PASSWORD, { device })).rejects.toThrow("Too many tries");
  });
});

describe("what is kept of a password", () => {
  it("by an older measure still lets its member in, and is kept by today's from then on", async () => {
    const { id, signIn } = await somebody();
    await signIn();
    const [row] = await db.select().from(members).where(eq(members.id, id));
    expect(row?.passwordHash).toMatch(/^scrypt\$131072\$/);
    expect(await signIn()).toMatchObject({ id });
  });

  it("is not made anew by a wrong password, nor over one that was set meanwhile", async () => {
    const { id, signIn } = await somebody();
    await signIn("not the password");
    const kept = async () => {
      const [row] = await db.select().from(members).where(eq(members.id, id));
      return row?.passwordHash;
    };
    expect(await kept()).toBe(CHEAP_HASH);
    const signing = signIn();
    await db.execute(sql`update members set password_hash = 'set meanwhile' where id = ${id}`);
    await signing;
    expect(await kept()).toBe("set meanwhile");
  });
});
