import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Db } from "@/db";
import { members, workspaceMembers } from "@/db/schema";
import type { Context } from "@/lib/context";
import { listActivity } from "@/lib/insights/list-activity";
import { acceptInvitation, findInvitation } from "@/lib/members/colleagues/accept-invitation";
import { changeRole, removeColleague } from "@/lib/members/colleagues/change-role";
import { invite, revokeInvitation } from "@/lib/members/colleagues/invite";
import { listColleagues, listInvitations } from "@/lib/members/colleagues/list-colleagues";
import { createMember } from "@/lib/members/create-member";
import { createOwnWorkspace } from "@/lib/members/create-own-workspace";
import { findMember, findRole, listWorkspacesOf } from "@/lib/members/find-member";
import { endSignIns, findLink, makeLink, redeemLink } from "@/lib/members/sign-in/links";
import { setForgottenPassword } from "@/lib/members/sign-in/set-password";
import { signInWithPassword } from "@/lib/members/sign-in/sign-in";
import { forgetTries, spendTry } from "@/lib/members/sign-in/tries";
import { it } from "@/tests/support/fixture";
import { blockTries } from "../../support/block";
import { testContext } from "../../support/database";
import { addMember, PASSWORD } from "../../support/members";

let db: Db;
let ctx: Context;
let owner: string;
let ordinal = 0;

it.beforeAll(({ database }) => {
  process.env.TRIG_SECRET_KEY = "a secret of thirty-two characters";
  db = database.db;
});

async function openWorkspace(): Promise<void> {
  const made = await testContext(db);
  owner = await newOwner(made.workspaceId);
  ctx = { ...made, actor: { kind: "member", id: owner } };
}

async function newOwner(workspaceId: string): Promise<string> {
  const memberId = await newMember();
  await db.insert(workspaceMembers).values({ workspaceId, memberId, role: "owner", since: new Date() });
  return memberId;
}

const address = () => `member-${++ordinal}@acme.test`;
const newMember = (email = address()) => addMember(db, email);
const signIn = (email: string, password = PASSWORD, from = `10.0.0.${ordinal}`) =>
  signInWithPassword(db, { email, password, from });

describe("signing in", () => {
  it("takes the address in any case, and answers the same to a wrong password and to nobody's address", async () => {
    const email = address();
    const id = await createMember(db, { email, name: "A Member", password: PASSWORD });
    expect(await signIn(` ${email.toUpperCase()}`)).toMatchObject({ id, email });
    expect(await signIn(email, "another password")).toBeNull();
    expect(await signIn(address())).toBeNull();
    const [row] = await db.select().from(members).where(sql`id = ${id}`);
    expect(row?.passwordHash).toMatch(/^scrypt\$131072\$/);
    expect(row?.passwordHash).not.toContain(PASSWORD);
  });

  it("is slowed down after five failures, and again quick after the wait and a success", async () => {
    const about = address();
    const at = new Date("2026-03-01T00:00:00Z");
    const spend = (afterMs: number) =>
      spendTry(db, { about, from: "10.9.9.9" }, new Date(at.getTime() + afterMs));
    for (let tries = 0; tries < 5; tries++) await spend(tries);
    await expect(spend(10)).rejects.toThrow("Too many tries: wait 1 s and try again.");
    await spend(2_000);
    await expect(spend(2_500)).rejects.toThrow("wait 2 s");
  });

  it("counts tries at once as tries: of forty guesses in parallel a handful is looked at", async () => {
    const guess = { about: `sign-in ${address()}`, from: "10.1.0.1" };
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => spendTry(db, guess)));
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(6);
  });
});

describe("an office behind one address", () => {
  it("signs in as often as it likes, and a wrong password from elsewhere keeps nobody out of it", async () => {
    const email = address();
    await newMember(email);
    for (let times = 0; times < 70; times++)
      await spendTry(db, { about: email, from: "10.7.7.7" }).then(() =>
        forgetTries(db, { about: email, from: "10.7.7.7" }),
      );
    for (let times = 0; times < 5; times++) await spendTry(db, { about: email, from: "10.8.8.8" });
    await expect(spendTry(db, { about: email, from: "10.8.8.8" })).rejects.toThrow("Too many tries");
    await spendTry(db, { about: email, from: "10.7.7.7" });
  });
});

describe("links", () => {
  it("work once, for one purpose, and not after the member signed out everywhere", async () => {
    const member = await findMember(db, await newMember());
    if (!member) throw new Error("The member vanished.");
    const token = await makeLink(db, member, "sign_in");
    expect(await findLink(db, token, "new_password")).toBeNull();
    const uses = await Promise.all(Array.from({ length: 5 }, () => redeemLink(db, token, "sign_in")));
    expect(uses.filter((one) => one !== null)).toHaveLength(1);

    const another = await makeLink(db, member, "new_password");
    await endSignIns(db, member.id);
    await expect(setForgottenPassword(db, another, "a new password")).rejects.toThrow(
      "used already or is too old",
    );
    expect((await findMember(db, member.id))?.tokenVersion).toBe(1);
  });

  it("set a forgotten password, which ends every sign-in and lifts the wait", async () => {
    const email = address();
    const member = await findMember(db, await newMember(email));
    if (!member) throw new Error("The member vanished.");
    const link = await makeLink(db, member, "new_password");
    await blockTries(db, { about: `sign-in ${email}`, from: "" });
    await expect(signIn(email, "forgotten", "")).rejects.toThrow("Too many tries");
    await setForgottenPassword(db, link, "quite another one");
    expect(await signIn(email, PASSWORD, "")).toBeNull();
    expect(await signIn(email, "quite another one", "")).toMatchObject({ tokenVersion: 1 });
  });

  it("never set one that is too short", async () => {
    const member = await findMember(db, await newMember());
    if (!member) throw new Error("The member vanished.");
    const token = await makeLink(db, member, "new_password");
    await expect(setForgottenPassword(db, token, "short")).rejects.toThrow("at least 10 characters");
    expect(await findLink(db, token, "new_password")).not.toBeNull();
  });
});

describe("a workspace's members", () => {
  it("join by an invitation once, under the invited address, with its role", async () => {
    await openWorkspace();
    const email = address();
    const { token } = await invite(ctx, { email, role: "editor" });
    expect(await listInvitations(ctx)).toMatchObject([{ email, role: "editor" }]);
    const form = { name: "Eddie", password: PASSWORD, from: "" };
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => acceptInvitation(db, token, form)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listColleagues(ctx)).find((one) => one.email === email)).toMatchObject({
      name: "Eddie",
      role: "editor",
    });
    expect(await findInvitation(db, token)).toBeNull();
  });

  it("who have an account already prove to be themselves: a link that went astray opens none", async () => {
    await openWorkspace();
    const email = address();
    const id = await newMember(email);
    const { token } = await invite(ctx, { email, role: "viewer" });
    const join = (password: string) => acceptInvitation(db, token, { name: "", password, from: "" });
    await expect(join("not the password")).rejects.toThrow("not the password of your account");
    await join(PASSWORD);
    expect(await findRole(db, ctx.workspaceId, id)).toBe("viewer");
  });

  it("cannot be joined by an invitation that was taken back or replaced", async () => {
    await openWorkspace();
    const email = address();
    const first = await invite(ctx, { email, role: "viewer" });
    const second = await invite(ctx, { email, role: "viewer" });
    expect(await findInvitation(db, first.token)).toBeNull();
    await revokeInvitation(ctx, second.id);
    expect(await findInvitation(db, second.token)).toBeNull();
    await expect(revokeInvitation({ ...ctx, workspaceId: "wsp_other" }, second.id)).rejects.toThrow(
      "no such",
    );
  });

  it("have one open invitation, also when two owners invite the same address at once", async () => {
    await openWorkspace();
    const email = address();
    const asked = await Promise.all([1, 2, 3, 4].map(() => invite(ctx, { email, role: "viewer" })));
    expect(await listInvitations(ctx)).toHaveLength(1);
    const found = await Promise.all(asked.map(({ token }) => findInvitation(db, token)));
    expect(found.filter((one) => one !== null)).toHaveLength(1);
  });

  it("do nothing any more once they are removed, however they asked before", async () => {
    await openWorkspace();
    const second = await newOwner(ctx.workspaceId);
    await removeColleague(ctx, second);
    const theirs = { ...ctx, actor: { kind: "member" as const, id: second } };
    await expect(invite(theirs, { email: address(), role: "owner" })).rejects.toThrow(
      "you are none any more",
    );
    await expect(changeRole(theirs, owner, "viewer")).rejects.toThrow("you are none any more");
  });

  it("keep an owner, also when two owners remove each other at once", async () => {
    await openWorkspace();
    await expect(changeRole(ctx, owner, "viewer")).rejects.toThrow("needs an owner");
    await expect(removeColleague(ctx, owner)).rejects.toThrow("needs an owner");
    const second = await newOwner(ctx.workspaceId);
    await Promise.allSettled([removeColleague(ctx, owner), removeColleague(ctx, second)]);
    expect((await listColleagues(ctx)).filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  it("leave no way in behind: who is removed, or may not invite any more, has not invited anybody", async () => {
    await openWorkspace();
    const second = await newOwner(ctx.workspaceId);
    const theirs = { ...ctx, actor: { kind: "member" as const, id: second } };
    const { token } = await invite(theirs, { email: address(), role: "owner" });
    const ours = await invite(ctx, { email: address(), role: "viewer" });
    await changeRole(ctx, second, "editor");
    expect(await findInvitation(db, token)).toBeNull();
    expect(await findInvitation(db, ours.token)).not.toBeNull();
  });

  it("are changed only by name of their own workspace", async () => {
    await openWorkspace();
    const theirs = { ...(await testContext(db)), actor: ctx.actor };
    await expect(changeRole(theirs, owner, "viewer")).rejects.toThrow("Only an owner");
    await expect(removeColleague(theirs, owner)).rejects.toThrow("Only an owner");
    const program = { ...theirs, actor: { kind: "key" as const, id: "key_1" } };
    await expect(changeRole(program, owner, "viewer")).rejects.toThrow("no such member");
    await expect(removeColleague(program, owner)).rejects.toThrow("no such member");
  });

  it("make workspaces of their own, each with an address of its own", async () => {
    await openWorkspace();
    const made = await Promise.all(
      [1, 2].map(() => createOwnWorkspace(ctx, { name: "Twin", timezone: "UTC" })),
    );
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(2);
    expect((await listWorkspacesOf(db, owner)).filter(({ name }) => name === "Twin")).toHaveLength(2);
  });

  it("are named in the record of who changed what, and nobody else's record shows", async () => {
    await openWorkspace();
    const { id } = await invite(ctx, { email: address(), role: "editor" });
    await revokeInvitation(ctx, id);
    const { rows } = await listActivity(ctx, null);
    expect(rows.map(({ by, what }) => [by, what])).toEqual([
      ["A Member", "invitation.revoked"],
      ["A Member", "member.invited"],
    ]);
    expect((await listActivity(await testContext(db), null)).rows).toEqual([]);
  });
});

describe("the record of who changed what", () => {
  it("tells in each of a member's workspaces that they set a password or signed out everywhere", async () => {
    await openWorkspace();
    const found = await findMember(db, owner);
    if (!found) throw new Error("There is no owner.");
    await setForgottenPassword(db, await makeLink(db, found, "new_password"), "another long password");
    await endSignIns(db, owner);
    const { rows } = await listActivity(ctx, null);
    expect(rows.map(({ by, what, subject }) => [by, what, subject.name])).toEqual([
      ["A Member", "member.signed_out", "everywhere"],
      ["A Member", "member.password_set", "password"],
    ]);
  });
});
