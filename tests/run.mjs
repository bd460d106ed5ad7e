// What `npm test`, `npm run story`, `npm run chaos` and `npm run bench` run. Plain JavaScript, because at first no package is installed.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { bringBrowser } from "./bring-browser.mjs";
import { keepInMemory } from "./memory.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
process.env.NEXT_TELEMETRY_DISABLED = "1";
const HEARTBEAT_MS = 5_000;
const SILENT_FOR_MS = 4_000;

const bin = (name) => `node_modules/.bin/${name}`;
const program = (path, ...args) => [
  process.execPath,
  "--conditions=react-server",
  "--import",
  "tsx",
  path,
  ...args,
];
const prepare = () =>
  step("Prepare (install and build what is missing)", [process.execPath, "app/start.mjs", "--prepare"]);
const [what = "all", ...args] = process.argv.slice(2);

if (what === "all") await all();
else if (["story", "chaos", "bench"].includes(what)) {
  await prepare();
  // What a benchmark measures is a database on a disk.
  if (what !== "bench") keepInMemory();
  await step(null, program(`tests/${what}/main.ts`, ...args));
} else give(`There is no ${what} to run: all, story, chaos or bench.`);

async function all() {
  await prepare();
  const browser = await bringBrowser(say);
  keepInMemory();
  if (!browser) give("The browser tests need Chromium: install it, or set TRIG_CHROMIUM to where it is.");
  await step("Types", [bin("tsc"), "--noEmit"]);
  await step("Lint", [bin("biome"), "check", "."]);
  await step("Unit tests", [bin("vitest"), "run", "--project", "unit"]);
  await step("Integration tests", [bin("vitest"), "run", "--project", "integration"]);
  await step("Function tests", [bin("vitest"), "run", "--project", "functions"]);
  process.env.TRIG_CHROMIUM = browser;
  await step("Browser tests", [bin("playwright"), "test"]);
  say("Everything passed.");
}

/** Runs one command to its end, with a sign of life whenever it has been silent for a while. */
function step(name, [command, ...rest]) {
  if (name) say(`\n== ${name}`);
  const began = Date.now();
  let heardAt = began;
  return new Promise((done) => {
    const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"] });
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on("data", (piece) => {
        heardAt = Date.now();
        to.write(piece);
      });
    }
    const beat = setInterval(() => {
      if (Date.now() - heardAt > SILENT_FOR_MS)
        say(`... ${name ?? what}, ${Math.round((Date.now() - began) / 1000)} s`);
    }, HEARTBEAT_MS);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
    child.on("error", (error) => give(`${name ?? what} could not be started: ${error.message}`));
    child.on("exit", (code) => {
      clearInterval(beat);
      if (code !== 0) {
        if (name) process.stderr.write(`${name} failed; the reason stands above.\n`);
        process.exit(code ?? 1);
      }
      if (name) say(`== ${name}: passed, ${Math.round((Date.now() - began) / 1000)} s`);
      done();
    });
  });
}

function say(words) {
  process.stdout.write(`${words}\n`);
}

function give(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
