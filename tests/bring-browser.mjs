// The browser of the browser tests: one that is here, else Playwright's own, else the package of Debian or Ubuntu. Plain JavaScript,
// because it runs before anything is built.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const INSTALL_WITHIN_MS = 300_000;

/** The path of a browser that starts; brought here if there is none, which `say` tells; null when none could be had. */
export async function bringBrowser(say) {
  const named = process.env.TRIG_CHROMIUM;
  if (named) return starts(named) ? named : null;
  const found = await findBrowser();
  if (found) return found;
  say("There is no browser here for the browser tests: asking Playwright to install its own.");
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  const own = await findBrowser();
  if (own) return own;
  if (!isDebian() || process.getuid?.() !== 0) return null;
  say("Playwright could not: installing this system's package of Chromium.");
  const quietly = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], quietly);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quietly);
  return findBrowser();
}

async function findBrowser() {
  const { chromium } = await import("@playwright/test");
  return [...KNOWN, chromium.executablePath()].find(starts) ?? null;
}

/** A browser may be there and lack a library of the system. */
function starts(path) {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;
}

function isDebian() {
  return (
    existsSync("/etc/os-release") &&
    /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync("/etc/os-release", "utf8"))
  );
}

function run(command, args, env = process.env) {
  spawnSync(command, args, { env, timeout: INSTALL_WITHIN_MS, stdio: "ignore" });
}
