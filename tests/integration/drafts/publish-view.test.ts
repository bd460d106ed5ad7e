import { afterEach, beforeEach, expect, it } from "vitest";
import { publishView } from "@/lib/insights/go-live/publish-view";
import { listVersions } from "@/lib/insights/programmes/list-versions";
import { publish } from "@/lib/lifecycle/publish";
import { autosaveDraft } from "@/lib/programmes/draft/autosave-draft";
import { openDraft } from "@/lib/programmes/draft/open-draft";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import { type Core, openCore } from "@/tests/support/core";
import { all, has, identify, message, nudge } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const plan = (...plans: string[]) => all(has("plan", { op: "is_one_of", values: plans }));
const definition = (plans: string[], entry = [message("welcome", { subject: "Hi, {first_name}" })]) =>
  nudge({ audience: plan(...plans), entry });

async function look() {
  const opened = await openDraft(core.ctx(), "job", "nudge");
  const workspace = await getWorkspace(core.ctx());
  return { opened, view: await publishView(core.ctx(), opened, { workspace, mode: "test" }) };
}
async function save(changed: unknown) {
  const { revision } = await openDraft(core.ctx(), "job", "nudge");
  const saved = await autosaveDraft(core.ctx(), {
    kind: "job",
    slug: "nudge",
    basedOn: revision,
    definition: changed,
  });
  expect(saved.outcome).toBe("saved");
}

it("before a new version is published it is told what changes, who enters by the change, and who stands where", async () => {
  await core.tell([
    identify("ada", { plan: "pro", first_name: "Ada" }),
    identify("bo", { plan: "free", first_name: "Bo" }),
  ]);
  await core.goLive("nudge", definition(["pro"]));
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);
  const same = (await look()).view;
  expect(same.changes).toEqual([]);
  expect(same.goLive).toMatchObject({ matching: 0 });
  expect(same.standing).toEqual({ open: 1, atLostSteps: 0 });

  const wider = definition(["pro", "free"], [message("welcome", { subject: "Hello, {first_name}" })]);
  await save({ ...wider, steps: [] });
  const { view, opened } = await look();
  expect(view.changes?.map(({ group, how }) => `${group} ${how}`)).toEqual(
    expect.arrayContaining(["audience changed", "messages changed", "steps removed"]),
  );
  expect(view.goLive).toMatchObject({ matching: 1, reach: { reachable: 1 } });
  // Those who are in it read its messages too.
  expect(view.goLive?.letters.map(({ subject }) => subject).sort()).toEqual(["Hello, Ada", "Hello, Bo"]);
  expect(view.standing).toEqual({ open: 1, atLostSteps: 1 });

  const seen = { revision: opened.revision, liveVersion: opened.liveVersion };
  const done = await publish(core.ctx(), "job", "nudge", { seen, moveOpen: true, note: "For everybody" });
  expect(done).toMatchObject({ version: 2, moved: 1, matchesNow: 1 });
  await core.rest();
  expect(await core.passes()).toEqual(["ada nudge 1 open", "bo nudge 1 open"]);
  const [second, first] = await listVersions(core.ctx(), opened.id);
  expect(second).toMatchObject({ version: 2, publishedBy: "Trig", note: "For everybody" });
  expect(first).toMatchObject({ version: 1, note: "", acceptedWarnings: expect.any(Array) });
});

it("a draft with errors is told so instead", async () => {
  await core.goLive("nudge", definition(["pro"]));
  await save({ ...definition(["pro"]), autoExit: undefined });
  expect((await look()).view).toEqual({ goLive: null, changes: null, standing: null });
});
