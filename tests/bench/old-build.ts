import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("../..", import.meta.url));
const git = (...args: string[]) => execFileSync("git", args, { cwd: here, encoding: "utf8" }).trim();

/** A commit's build in a folder of its own, kept for the next time. */
export interface OldBuild {
  root: string;
  commit: string;
}

/** Checks out and builds a commit; installs its packages anew only if they differ from ours. */
export function buildOf(name: string, say: (words: string) => void): OldBuild {
  const commit = git("rev-parse", "--short=12", `${name}^{commit}`);
  const root = join(tmpdir(), `trig-bench-${commit}`);
  if (!existsSync(root)) {
    say(`Checking out ${commit}`);
    execFileSync("git", ["clone", "--quiet", "--shared", here, root]);
    execFileSync("git", ["checkout", "--quiet", commit], { cwd: root });
  }
  const lock = (folder: string) => readFileSync(join(folder, "package-lock.json"), "utf8");
  if (!existsSync(join(root, "node_modules")) && lock(root) === lock(here)) {
    say("Copying the packages");
    mkdirSync(join(root, "node_modules"));
    cpSync(join(here, "node_modules"), join(root, "node_modules"), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  say(`Building ${commit}, unless it is built`);
  const built = spawnSync(process.execPath, ["app/start.mjs", "--prepare"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`${commit} could not be built:\n${built.stdout}${built.stderr}`);
  return { root, commit };
}
