import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getDatabase } from "@/db";
import { demoJobs } from "@/lib/demo/story";
import { type MemberContext, memberContext, needsNoSignIn } from "@/lib/edge/member";
import { PATH_HEADER } from "@/lib/edge/pages/path-header";
import { programmeHref, programmesHref } from "@/lib/edge/pages/programme-href";
import { safePath } from "@/lib/edge/pages/safe-path";
import { currentMember } from "@/lib/edge/sign-in/session";
import { AppError } from "@/lib/errors";
import { listNames } from "@/lib/insights/programmes/list-of-kind";
import { hasOwner, listWorkspacesOf } from "@/lib/members/find-member";
import { businessNow } from "@/lib/workspaces/clock/clock";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";
import { mayAct, type Role, type Workspace } from "@/lib/workspaces/schema";

export type PageContext = MemberContext;

/** What a page knows of its visitor. Who is not signed in is led to the sign-in and back; who may not see it finds nothing there. */
export async function pageContext(workspaceSlug: string, needed: Role = "viewer"): Promise<PageContext> {
  const ctx = await memberContext(workspaceSlug).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === "unauthorised") redirect(await signInPath());
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  if (!mayAct(ctx.role, needed)) notFound();
  return ctx;
}

/** Where the front door leads: to the jobs of the first workspace one may see, to the sign-in, or to the set-up of an instance without an owner. */
export async function frontDoor(): Promise<string | null> {
  const db = await getDatabase();
  const member = await currentMember();
  if (await needsNoSignIn()) return openPath((await listWorkspaces(db))[0]);
  if (!(await hasOwner(db))) return "/set-up";
  if (!member) return "/sign-in";
  return pathOf((await listWorkspacesOf(db, member.id))[0]);
}

/** A page about something that does not exist says so, instead of failing. */
export async function orNotFound<Row>(looking: Promise<Row>): Promise<Row> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

async function signInPath(): Promise<string> {
  if (!(await hasOwner(await getDatabase()))) return "/set-up";
  const here = safePath((await headers()).get(PATH_HEADER));
  return here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`;
}

/** A demo opens on the job that its story is about. */
async function openPath(workspace: Workspace | undefined): Promise<string | null> {
  if (!workspace) return null;
  const db = await getDatabase();
  const [{ slug }] = demoJobs;
  const system = { kind: "system" } as const;
  const jobs = await listNames(
    { db, workspaceId: workspace.id, actor: system, now: await businessNow(db) },
    "job",
  );
  const job = jobs.find((one) => one.slug === slug);
  return job ? programmeHref(workspace.slug, job) : pathOf(workspace);
}

const pathOf = (workspace: { slug: string } | undefined) =>
  workspace ? programmesHref(workspace.slug, "job") : null;
