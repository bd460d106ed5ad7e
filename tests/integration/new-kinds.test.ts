import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NewKind, newImports, newKinds } from "../support/new-kinds";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = ["app", "components", "lib", "db", "inngest", "emails"];
const typeTest = "tests/unit/programmes/definition-types.test.ts";
const MOST_PLACES = 3;
/** What is edited has its forms there besides. */
const FORMS = "components/editor/";

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "trig-kinds-"));
  for (const path of [...folders, "tsconfig.json", "package.json"])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  mkdirSync(dirname(join(copy, typeTest)), { recursive: true });
  cpSync(join(root, typeTest), join(copy, typeTest));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("a channel, a provider, an action, a step, a condition and a programme of a new kind", () => {
  it("are missed by the compiler at every place that has to know them", async () => {
    each(({ union }) => union.forEach(edit));
    const missed = new Set((await compile()).map(({ path }) => path));
    each(({ places }) => {
      for (const { file, namedIn = file } of places) expect(missed).toContain(namedIn);
    });
  });

  it("are complete with one file of their own and at most three places, but for their forms in the editor: nothing else has to be told", async () => {
    each(({ files, places }) => {
      const elsewhere = places.filter(({ file }) => !file.startsWith(FORMS));
      expect(new Set(elsewhere.map(({ file }) => file)).size).toBeLessThanOrEqual(MOST_PLACES);
      for (const [file, text] of Object.entries(files)) writeFileSync(join(copy, file), text);
      places.forEach(edit);
    });
    for (const [file, line] of Object.entries(newImports))
      writeFileSync(join(copy, file), importing(readFileSync(join(copy, file), "utf8"), line));
    expect(await compile()).toEqual([]);
  });
});

function each(work: (kind: NewKind) => void): void {
  for (const kind of Object.values(newKinds)) work(kind);
}

function edit({ file, before, after }: NewKind["places"][number]): void {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  expect(text.includes(before), `${file} has ${before}`).toBe(true);
  writeFileSync(
    path,
    text.replace(before, () => after),
  );
}

/** A line that says "server-only" stays the first. */
function importing(text: string, line: string): string {
  const first = 'import "server-only";\n';
  return text.startsWith(first) ? first + line + text.slice(first.length) : line + text;
}

function compile(): Promise<{ path: string; message: string }[]> {
  const config = {
    extends: "./tsconfig.json",
    include: [...folders.map((folder) => `${folder}/**/*`), typeTest],
    compilerOptions: { incremental: false },
  };
  writeFileSync(join(copy, "tsconfig.kinds.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const args = [tsc, "--noEmit", "--pretty", "false", "-p", "tsconfig.kinds.json"];
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: copy, maxBuffer: 10_000_000 }, (error, printed) => {
      const found = [...printed.matchAll(/^(\S.*?)\(\d+,\d+\): error TS\d+: (.*)$/gm)];
      if (error && found.length === 0) return fail(new Error(printed || error.message));
      done(found.map(([, path = "", message = ""]) => ({ path, message })));
    });
  });
}
