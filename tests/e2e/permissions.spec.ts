import { type APIRequestContext, expect, test } from "@playwright/test";
import type { Permission } from "../support/permissions";
import type { Started } from "./server";
import {
  actions,
  call,
  closeTwoWorkspaces,
  everybody,
  keys,
  MARKER,
  openTwoWorkspaces,
  roles,
  sessions,
  signIn,
  table,
  type Who,
} from "./two-workspaces";

let trig: Started;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  trig = await openTwoWorkspaces();
});
test.afterAll(closeTwoWorkspaces);

/** The page of the address that a mutation's file stands beside, in Acme. */
const pathOf = (file: string) =>
  file
    .replace(/^app\//, "")
    .replace(/\/[^/]+$/, "")
    .replace(/\(\w+\)\//g, "")
    .replace("[workspace]", "acme")
    .replace(/^acme\/clock$/, "acme/jobs")
    .replace("[id]", "none")
    .replace("[slug]", `${MARKER}-to-goal`)
    .replace("[key]", "email");

const rank = (who: string) => [...roles].map(String).indexOf(who);
const may = (who: Who, needed: string) => rank(who) >= Math.max(0, rank(needed));

const named = (kind: Permission["kind"]) => table.filter((one) => one.kind === kind);

test("every mutation of the code is in the built app, and asks for a role", () => {
  const unknown = named("mutation").filter(({ file, name }) => !actions.has(`${file} ${name}`));
  // What no screen uses is left out of the build, so nobody can call it.
  expect(unknown.map(({ name }) => name)).toEqual([]);
  expect(actions.size).toBe(named("mutation").length);
});

test("every mutation is refused to whoever lacks its role, is of another workspace, or is nobody", async () => {
  test.setTimeout(300_000);
  const wrong: string[] = [];
  // Signing out everywhere comes last: it ends the session that tries it.
  const inOrder = named("mutation")
    .filter(({ role }) => role !== "anybody")
    .sort((a, b) => Number(a.name === "signOutEverywhere") - Number(b.name === "signOutEverywhere"));
  for (const { name, role, file } of inOrder) {
    for (const who of everybody) {
      const by = sessions.get(who);
      if (!by || !role) throw new Error(`${who} or ${name} is missing.`);
      const answer = await call(by, name, pathOf(file), ["acme", {}, {}]);
      const said = `${name} by ${who}: ${answer.status} ${answer.ok} ${answer.code} ${answer.message}`;
      if (answer.ok === undefined) wrong.push(`${said} (no outcome)`);
      const refusedAs =
        who === "nobody"
          ? answer.code === "unauthorised"
          : who === "stranger"
            ? answer.message === "There is no such workspace."
            : /of this workspace can do that; you are an? \w+\.$/.test(answer.message);
      if (refusedAs === may(who, role)) wrong.push(said);
    }
  }
  expect(wrong).toEqual([]);
  for (const who of ["stranger", ...roles] as const) await signIn(who);
});

test("every address of screens, likewise", async () => {
  const wrong: string[] = [];
  for (const { file, name, role } of named("screen route")) {
    const path = `/${file
      .replace(/^app\//, "")
      .replace("/route.ts", "")
      .replace("[workspace]", "acme")
      .replace("[slug]", `${MARKER}-to-goal`)}`;
    for (const who of everybody) {
      const by = sessions.get(who);
      if (!by || !role) throw new Error(`${who} or ${name} is missing.`);
      const status = await statusOf(by, name, path);
      // An empty body is let in, and then refused for what it lacks.
      const admitted = name === "GET" ? 200 : 400;
      const expected = may(who, role) ? admitted : who === "nobody" ? 401 : who === "stranger" ? 404 : 403;
      if (status !== expected) wrong.push(`${name} ${path} by ${who}: ${status}, not ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** The status alone: a stream of events is not read to its end. */
async function statusOf(by: APIRequestContext, method: string, path: string): Promise<number> {
  const { cookies } = await by.storageState();
  const abort = new AbortController();
  const answer = await fetch(`${trig.url}${path}`, {
    method,
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
    signal: abort.signal,
  });
  abort.abort();
  return answer.status;
}

test("every address of the API, by keys of each role, of another workspace, and without", async () => {
  const wrong: string[] = [];
  const [person] = (await api("owner", "GET", "/api/v1/people")).body.match(/per_\w+/) ?? [];
  const [key] = (await api("owner", "GET", "/api/v1/keys")).body.match(/key_\w+/) ?? [];
  const [job] = (await api("owner", "GET", "/api/v1/jobs")).body.match(/prg_\w+/) ?? [];
  const ours = [person ?? "", key ?? "", job ?? "", `${MARKER}@`];
  expect(ours).not.toContain("");
  for (const { file, name, role } of named("api route")) {
    const path = `/${file.replace(/^app\//, "").replace("/route.ts", "")}`
      .replace("[programmes]", "jobs")
      .replace("[slug]", `${MARKER}-to-goal`)
      .replace("[verb]", "pause")
      .replace("[entity]/[key]", "people/email")
      .replace("[kind]", "webhook")
      .replace("people/[id]", `people/${person}`)
      .replace("keys/[id]", `keys/${key}x`)
      .replace("[id]", "none");
    for (const who of everybody) {
      const { status, body } = await api(who, name, path);
      const said = `${name} ${path} by ${who}: ${status} ${body.slice(0, 80)}`;
      if (who === "nobody" ? status !== 401 : may(who, role ?? "") ? [401, 403].includes(status) : false)
        wrong.push(said);
      if (roles.some((one) => one === who) && !may(who, role ?? "") && status !== 403) wrong.push(said);
      // A key of another workspace sees none of ours, and what it changes is its own.
      if (who === "stranger" && ours.some((id) => body.includes(id))) wrong.push(said);
      if (status >= 500) wrong.push(said);
    }
  }
  expect(wrong).toEqual([]);
});

async function api(who: Who, method: string, path: string): Promise<{ status: number; body: string }> {
  const key = keys.get(who);
  const answer = await fetch(`${trig.url}${path}`, {
    method,
    headers: key ? { authorization: `Bearer ${key}` } : {},
    ...(method === "GET" ? {} : { body: "{}" }),
  });
  return { status: answer.status, body: await answer.text() };
}

test("in one's own workspace, what belongs to another one is not there, by mutation or by page", async () => {
  const stranger = sessions.get("stranger");
  if (!stranger) throw new Error("The stranger is missing.");
  const [person] = (await api("owner", "GET", "/api/v1/people")).body.match(/per_\w+/) ?? [];
  const [key] = (await api("owner", "GET", "/api/v1/keys")).body.match(/key_\w+/) ?? [];
  const { raw } = (await sessions
    .get("owner")
    ?.get("/acme/settings/members")
    .then(async (page) => ({ raw: await page.text() }))) ?? { raw: "" };
  const [member] = raw.match(/mem_\w+/) ?? [];
  expect([person, key, member]).not.toContain(undefined);
  const tried = [
    await call(stranger, "shutKeyOut", "other/settings/keys", ["other", key]),
    await call(stranger, "removeMember", "other/settings/members", ["other", member]),
    await call(stranger, "changeMemberRole", "other/settings/members", ["other", member, "viewer"]),
    await call(stranger, "pauseJob", `other/jobs/${MARKER}-to-goal`, ["other", `${MARKER}-to-goal-2`]),
  ];
  expect(tried.map(({ code }) => code)).toEqual(["not_found", "not_found", "not_found", "not_found"]);
  const shown = await stranger.get(`/other/people/${person}`);
  expect(await shown.text()).not.toContain(`${MARKER}@`);
  expect((await api("owner", "GET", "/api/v1/keys")).status).toBe(200);
});

test("every page leads nobody to the sign-in, and shows a stranger nothing of another workspace", async () => {
  test.setTimeout(180_000);
  const wrong: string[] = [];
  for (const { file } of named("page")) {
    if (!file.includes("[workspace]")) continue;
    const path = `/${pathOf(file)}`;
    const nobody = await sessions.get("nobody")?.get(path, { maxRedirects: 0 });
    const led = `${nobody?.headers().location ?? ""} ${await nobody?.text()}`;
    if (!led.includes("/sign-in") || (nobody?.status() === 200 && !led.includes("NEXT_REDIRECT")))
      wrong.push(`${path} by nobody: ${nobody?.status()}`);
    const stranger = await sessions.get("stranger")?.get(path);
    const shown = (await stranger?.text()) ?? "";
    if (stranger?.status() !== 404 && !shown.includes("NEXT_HTTP_ERROR_FALLBACK;404"))
      wrong.push(`${path} by a stranger: ${stranger?.status()}`);
    if (shown.includes(`${MARKER}@`)) wrong.push(`${path} shows a stranger our people`);
  }
  expect(wrong).toEqual([]);
});

test("what opens without a role is known by name", () => {
  expect(named("open route").map(({ file, name }) => `${name} ${file}`)).toEqual([
    // Sign-in itself, with next-auth's own token against forgery.
    "GET app/api/auth/[...nextauth]/route.ts",
    "POST app/api/auth/[...nextauth]/route.ts",
    // Figures without names, for monitors.
    "GET app/api/health/route.ts",
    // The engine's signed calls.
    "GET app/api/inngest/route.ts",
    "POST app/api/inngest/route.ts",
    "PUT app/api/inngest/route.ts",
    // Signed, or with a write key.
    "POST app/api/webhooks/[name]/route.ts",
    "POST app/api/webhooks/segment/route.ts",
    "POST app/v1/[call]/route.ts",
  ]);
  expect(
    named("mutation")
      .filter(({ role }) => role === "anybody")
      .map(({ name }) => name),
  ).toEqual(["claim", "join", "setNewPassword", "askForNewPassword", "askForSignInLink"]);
});
