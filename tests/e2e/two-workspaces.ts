import { readFileSync } from "node:fs";
import { type APIRequestContext, expect, request } from "@playwright/test";
import { listPermissions } from "../support/permissions";
import { type Started, startInstance } from "./server";

const API_KEY = "trig_api_permissions_0123456789";
const WRITE_KEY = "trig_write_permissions_0123456789";
const PASSWORD = "a password for each of them";
/** What must never reach anybody of another workspace. */
export const MARKER = "marker-of-acme";
export const roles = ["viewer", "editor", "owner"] as const;
export type Role = (typeof roles)[number];
export type Who = Role | "nobody" | "stranger";
export const everybody: readonly Who[] = ["nobody", "stranger", ...roles];

/** What of the code is open to whom. */
export const table = listPermissions();
/** Ids under which the built app takes mutations. */
export const actions = readActions();
export const sessions = new Map<Who, APIRequestContext>();
/** Keys of the API, one for each role and the stranger's. */
export const keys = new Map<Who, string>();
let trig: Started;

/** A server with Acme, where a person, an organisation, a job and keys are marked, and another workspace; somebody of each role is signed in. */
export async function openTwoWorkspaces(): Promise<Started> {
  trig = await startInstance("live", { TRIG_API_KEY: API_KEY, TRIG_WRITE_KEY: WRITE_KEY });
  await people();
  await things();
  return trig;
}

export async function closeTwoWorkspaces(): Promise<void> {
  for (const session of sessions.values()) await session.dispose();
  await trig.stop();
}

/** An owner who set it up, an editor and a viewer whom she invited, and the owner of another workspace who has nothing to do with it. */
async function people() {
  const nobody = await session("nobody");
  const form = { token: trig.setUpToken, name: "owner", email: "owner@acme.test", password: PASSWORD };
  await call(nobody, "claim", "set-up", [{ ...form, workspace: "Acme", timezone: "UTC" }]);
  const owner = await signIn("owner");
  await call(owner, "makeWorkspace", "acme/settings/workspace", ["acme", { name: "Other", timezone: "UTC" }]);
  for (const [who, workspace, role] of [
    ["editor", "acme", "editor"],
    ["viewer", "acme", "viewer"],
    ["stranger", "other", "owner"],
  ] as const) {
    const invited = await call(owner, "inviteMember", `${workspace}/settings/members`, [
      workspace,
      { email: `${who}@acme.test`, role },
    ]);
    const token = /token=([\w-]+)/.exec(invited.raw)?.[1] ?? "";
    await call(nobody, "join", "join", [token, { name: who, password: PASSWORD }]);
    await signIn(who);
  }
}

/** A person, an organisation, a job and keys of each role, all marked. */
async function things() {
  const batch = [
    { type: "identify", userId: MARKER, traits: { email: `${MARKER}@acme.test` } },
    { type: "group", userId: MARKER, groupId: MARKER, traits: { name: MARKER } },
    { type: "track", userId: MARKER, event: MARKER },
  ];
  await fetch(`${trig.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString("base64")}` },
    body: JSON.stringify({ batch }),
  });
  const owner = sessions.get("owner") ?? (await session("owner"));
  const begun = await call(owner, "beginJob", "acme/welcome", ["acme", { event: MARKER, goal: "Goal" }]);
  expect(begun.raw).toContain(`${MARKER}-to-goal`);
  for (const role of roles) keys.set(role, await makeKey(owner, "acme", role));
  keys.set("stranger", await makeKey(sessions.get("stranger") ?? owner, "other", "owner"));
}

async function makeKey(by: APIRequestContext, workspace: string, role: Role): Promise<string> {
  const form = { kind: "api", name: role, role };
  const { raw } = await call(by, "makeKey", `${workspace}/settings/keys`, [workspace, form]);
  return /trig_api_[\w-]+/.exec(raw)?.[0] ?? "";
}

async function session(who: Who): Promise<APIRequestContext> {
  const made = await request.newContext({ baseURL: trig.url, extraHTTPHeaders: { origin: trig.url } });
  sessions.set(who, made);
  return made;
}

/** Signs somebody in, in place of the session before. */
export async function signIn(who: Exclude<Who, "nobody">): Promise<APIRequestContext> {
  const made = await session(who);
  const { csrfToken } = await (await made.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: `${who}@acme.test`, password: PASSWORD, json: "true" };
  const answer = await made.post("/api/auth/callback/password", { form });
  expect(answer.status(), `${who} signs in`).toBe(200);
  return made;
}

function readActions(): Map<string, string> {
  const built: { node: Record<string, { filename?: string; exportedName?: string }> } = JSON.parse(
    readFileSync(".next/server/server-reference-manifest.json", "utf8"),
  );
  return new Map(
    Object.entries(built.node).map(([id, { filename, exportedName }]) => [`${filename} ${exportedName}`, id]),
  );
}

/** Asks for a mutation as a page would. */
export async function call(by: APIRequestContext, name: string, path: string, args: unknown[]) {
  const found = table.find((one) => one.kind === "mutation" && one.name === name);
  const answer = await by.post(`/${path}`, {
    headers: {
      "next-action": actions.get(`${found?.file} ${name}`) ?? "none",
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
    },
    data: Buffer.from(JSON.stringify(args)),
    maxRedirects: 0,
  });
  const raw = await answer.text();
  const [, ok, message = "", code = ""] =
    /"ok":(true|false),"message":"((?:[^"\\]|\\.)*)"(?:,"code":"(\w+)")?/.exec(raw) ?? [];
  return { status: answer.status(), ok, message, code, raw };
}
