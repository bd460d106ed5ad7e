// What `npm start` and `npm run dev` run: it installs and builds what is missing or has changed, then becomes the server.
// Plain JavaScript without packages, because at first there are none.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dev = process.argv.includes("--dev");
const nextBin = join(root, "node_modules/next/dist/bin/next");
const HEARTBEAT_MS = 5_000;
const STOP_WITHIN_MS = 8_000;
// What the built app is made of. Not tsconfig.json, which the build itself rewrites.
const SOURCES = /^(app|components|db|emails|inngest|lib|public|(?!tsconfig|next-env).+\.(mjs|ts|json))$/;

let child = null;
let stopping = false;

process.chdir(root);
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  give(
    `Trig needs Node 20.19 or newer; this is ${process.versions.node}. https://nodejs.org has newer ones.`,
  );
}
for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.env.NODE_ENV = dev ? "development" : "production";
const host = process.env.TRIG_HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(signal));

// A signal to npm ends npm and its shell but does not reach us.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

// The test commands install and build the same way, without starting anything.
const onlyPrepare = process.argv.includes("--prepare");
if (!onlyPrepare) await claimPort();
await install();
if (!dev) await build();
if (!onlyPrepare) await serve();

async function claimPort() {
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    give(`PORT must be a port number, not "${process.env.PORT}".`);
  const code = await new Promise((done) => {
    const probe = createServer().once("error", (error) => done(error.code));
    probe.listen(port, host, () => probe.close(() => done(null)));
  });
  if (code === "EADDRINUSE")
    give(`Port ${port} is taken, perhaps by another Trig: stop that one, or set PORT.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    give(`TRIG_HOST is ${host}, which is no address of this machine.`);
  if (code) give(`Port ${port} cannot be used (${code}): set PORT to another one.`);
}

async function install() {
  const mark = "node_modules/.trig-installed";
  const wanted = hash([readFileSync("package-lock.json")]);
  const byHand = "node_modules/.package-lock.json";
  if (read(mark) === wanted) return;
  if (!existsSync(mark) && modified(byHand) >= modified("package-lock.json") && existsSync(nextBin)) {
    writeFileSync(mark, wanted);
    return;
  }
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const quiet = [
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--no-progress",
    "--loglevel=error",
  ];
  await run("Installing packages", [...npm, "ci", ...quiet]);
  writeFileSync(mark, wanted);
}

async function build() {
  const mark = ".next/trig-sources";
  const sources = hash(listSources(".").flatMap((path) => [path, readFileSync(path)]));
  if (read(mark) === sources && existsSync(".next/BUILD_ID")) return;
  rmSync(mark, { force: true });
  await run("Building", [process.execPath, nextBin, "build"]);
  writeFileSync(mark, sources);
}

// The server runs in this very process: one to watch, one to stop, one to kill.
async function serve() {
  say("Starting");
  const stopBeats = beats("starting");
  if (dev) {
    process.argv = [process.execPath, nextBin, "dev", "-H", host, "-p", String(port)];
    process.env.NEXT_EXIT_TIMEOUT_MS = String(STOP_WITHIN_MS);
    createRequire(import.meta.url)(nextBin);
  } else await import("./server.mjs");
  const address = await untilItAnswers();
  stopBeats();
  const reach = isLoopback(host) ? "only this machine can reach it; " : "";
  say(`Trig runs at ${process.env.TRIG_URL || address} (${reach}Ctrl-C stops it)`);
}

async function untilItAnswers() {
  for (;;) {
    await new Promise((done) => setTimeout(done, 100));
    // With port 0 the server picks one and writes it here.
    const address = `http://${isLoopback(host) || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${process.env.PORT || port}`;
    const answer = await fetch(`${address}/api/health`, { redirect: "manual" }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer) return address;
  }
}

function isLoopback(name) {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(name);
}

function run(what, [command, ...args]) {
  say(what);
  const stopBeats = beats(what.toLowerCase());
  const began = performance.now();
  return new Promise((done) => {
    const shell = process.platform === "win32" && command === "npm";
    child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], shell });
    child.on("error", (error) => give(`${what} failed: ${error.message}`));
    child.on("exit", (code) => {
      stopBeats();
      child = null;
      if (stopping) process.exit(0);
      if (code !== 0) give(`${what} failed; the reason stands above.`);
      say(`${what} took ${Math.round((performance.now() - began) / 1000)} s`);
      done();
    });
  });
}

function stop(signal) {
  if (stopping) process.exit(1);
  stopping = true;
  process.on("exit", () => {
    process.exitCode = 0;
  });
  if (child) child.kill(signal);
  // Before the server listens for signals itself there is nothing to finish.
  else if (process.listenerCount(signal) === 1) process.exit(0);
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
}

function beats(what) {
  const began = performance.now();
  const timer = setInterval(
    () => say(`... still ${what} (${Math.round((performance.now() - began) / 1000)} s)`),
    HEARTBEAT_MS,
  );
  return () => clearInterval(timer);
}

function listSources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (folder === "." && !SOURCES.test(entry.name)) return [];
      return entry.isDirectory() ? listSources(path) : [path];
    });
}

function hash(parts) {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("hex");
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function say(words) {
  process.stdout.write(`${words}\n`);
}

function give(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
