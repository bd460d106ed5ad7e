import { workspaceMembers } from "@/db/schema";
import { createMember } from "@/lib/members/create-member";
import type { Setting } from "@/tests/bench/setting";

const OWNER = { email: "owner@bench.test", name: "Owner", password: "a password for the bench" };

/** An owner's session, and the workspace's name in addresses. */
export async function signIn({
  app,
  connection,
  pool,
  workspaceId,
}: Setting): Promise<{ slug: string; cookie: string }> {
  const memberId = await createMember(connection.db, OWNER);
  await connection.db
    .insert(workspaceMembers)
    .values({ workspaceId, memberId, role: "owner", since: new Date() });
  const asked = await fetch(`${app.url}/api/auth/csrf`);
  const { csrfToken }: { csrfToken: string } = await asked.json();
  const answer = await fetch(`${app.url}/api/auth/callback/password`, {
    method: "POST",
    headers: { cookie: cookiesOf(asked) },
    body: new URLSearchParams({ ...OWNER, csrfToken, json: "true" }),
    redirect: "manual",
  });
  const cookie = cookiesOf(answer);
  if (!cookie.includes("trig.session=")) throw new Error("The bench's owner could not sign in.");
  const { rows } = await pool.query<{ slug: string }>("select slug from workspaces where id = $1", [
    workspaceId,
  ]);
  return { slug: rows[0]?.slug ?? "", cookie };
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}
