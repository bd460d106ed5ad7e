import { definitionSchema } from "@/lib/programmes/definition-schema";
import { insert } from "@/lib/programmes/edit/commands";
import { type Definition, MOST_STEPS } from "@/lib/programmes/schema";
import { type Figure, figure, percentile } from "@/tests/bench/report";
import type { Setting } from "@/tests/bench/setting";
import { signIn } from "@/tests/bench/sign-in";
import { demoJob } from "@/tests/support/world";

const WARM_UP = 5;
const ASKED = 60;
const GOAL_MS = 100;

/** What an author waits for: from a changed field to saved and checked, with a usual job and with the largest one, and how many times the bare statement that is. */
export async function savingInEditor(setting: Setting): Promise<Figure[]> {
  const { slug, cookie } = await signIn(setting);
  const usual = definitionSchema.parse(demoJob("onboarding-nudge"));
  const figures: Figure[] = [];
  for (const [name, definition] of [
    ["a usual job", usual],
    [`${MOST_STEPS} steps`, withSteps(usual)],
  ] as const) {
    const { saved, bare } = await save(setting, { slug, cookie, definition });
    const note = `the row written bare takes ${bare.toFixed(1)} ms`;
    figures.push(
      figure(`editor: ${name}, change to saved, p95`, percentile(saved, 0.95), "ms", {
        bound: { below: GOAL_MS },
        note,
      }),
      figure(`editor: ${name}, times the bare row`, percentile(saved, 0.5) / bare, "x"),
    );
  }
  return figures;
}

function withSteps(definition: Definition): Definition {
  let made = definition;
  while (made.steps.length < MOST_STEPS) {
    const kind = made.steps.length % 2 === 0 ? "wait" : "message";
    const edit = insert(made, kind, { list: "steps", index: made.steps.length });
    if ("refused" in edit) throw new Error(edit.refused);
    made = edit.definition;
  }
  return made;
}

async function save(
  { app, api, pool, workspaceId }: Setting,
  { slug, cookie, definition }: { slug: string; cookie: string; definition: Definition },
) {
  const job = `edited-${definition.steps.length}`;
  await api.put(`/jobs/${job}`, definition);
  const address = `${app.url}/api/screens/${slug}/jobs/${job}/draft`;
  const opened = await fetch(address, { headers: { cookie } });
  let { revision: basedOn }: { revision: number } = await opened.json();
  const saved: number[] = [];
  const bare: number[] = [];
  for (let at = 0; at < WARM_UP + ASKED; at++) {
    const changed = { ...definition, description: `Changed for the ${at}th time` };
    const began = performance.now();
    const answer = await fetch(address, {
      method: "PUT",
      headers: { cookie, origin: app.url, "content-type": "application/json" },
      body: JSON.stringify({ basedOn, definition: changed }),
    });
    const said: { outcome: string; revision: number } = await answer.json();
    const took = performance.now() - began;
    if (said.outcome !== "saved") throw new Error(`The draft was not saved: ${JSON.stringify(said)}`);
    basedOn = said.revision;
    const wrote = performance.now();
    await pool.query("update programmes set draft = $1 where workspace_id = $2 and slug = $3", [
      JSON.stringify(changed),
      workspaceId,
      job,
    ]);
    if (at < WARM_UP) continue;
    saved.push(took);
    bare.push(performance.now() - wrote);
  }
  return { saved, bare: percentile(bare, 0.5) };
}
