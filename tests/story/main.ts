// npm run story [-- --driver embedded|pg|neon|all] [--nudge <file>]: plays the story of the README against the built app, through real clients.
// With a file the Onboarding Nudge is what that file says, such as what the browser tests built on screen.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApp } from "@/tests/support/app";
import { startResend } from "@/tests/support/stand-ins/resend";
import { startSlack } from "@/tests/support/stand-ins/slack";
import { type Driver, drivers, prepareDriver } from "./drivers";
import { playStory } from "./play";
import { createTimeline } from "./timeline";

const API_KEY = "trig_api_story_0123456789abcdef";
const option = (name: string) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const wanted = option("--driver") ?? "embedded";
const file = option("--nudge");
const nudge: unknown = file ? JSON.parse(readFileSync(file, "utf8")) : null;
const chosen = wanted === "all" ? drivers : drivers.filter((driver) => driver === wanted);
const write = (line: string) => process.stdout.write(`${line}\n`);
if (chosen.length === 0) {
  write(`There is no driver ${wanted}: choose one of ${drivers.join(", ")} or all.`);
  process.exit(2);
}
let failed = 0;
for (const driver of chosen) failed += await play(driver);
write(failed === 0 ? "Every line of the story happened." : `${failed} lines of the story did not happen.`);
process.exit(failed === 0 ? 0 : 1);

async function play(driver: Driver): Promise<number> {
  write(`\nThe story, with the ${driver} driver`);
  const dataDir = mkdtempSync(join(tmpdir(), "trig-story-"));
  const [resend, slack, database] = await Promise.all([
    startResend({ apiKey: "re_story" }),
    startSlack({ token: "xoxb-story", users: { "kim@trig.test": "U0KIM00000" } }),
    prepareDriver(driver),
  ]);
  const timeline = createTimeline(write);
  const app = await startApp({
    dataDir,
    env: {
      ...database.env,
      TRIG_INSTANCE: "test",
      TRIG_API_KEY: API_KEY,
      TRIG_SECRET_KEY: "a secret of thirty-two characters",
      RESEND_BASE_URL: resend.url,
      SLACK_API_URL: slack.url,
    },
  });
  timeline.tell(`The app runs at ${app.url}`);
  if (file) timeline.tell(`The Onboarding Nudge is that of ${file}`);
  try {
    await playStory({ app, apiKey: API_KEY, resend, slack, timeline, nudge });
  } catch (error) {
    timeline.check(`The story came to its end`, false, error instanceof Error ? error.message : error);
  }
  if (timeline.failed() > 0) write(app.words().slice(-4_000));
  await app.stop();
  await Promise.all([resend.close(), slack.close(), database.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
  return timeline.failed();
}
