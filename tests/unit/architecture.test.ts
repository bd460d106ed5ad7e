import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { circles } from "@/tests/support/circles";
import { type File, files, isOurs, of, tests, touchesTheWorld } from "@/tests/support/code";

/** In the order in which each may know the ones before it. */
const nouns = [
  "outbox",
  "workspaces",
  "members",
  "sources",
  "events",
  "profiles",
  "audiences",
  "actions",
  "deliveries",
  "programmes",
  "enrolments",
  "lifecycle",
  "pipeline",
  "words",
  "insights",
  "demo",
];
const MOST_LINES = 300;
const MOST_FILES = 20;
/** Primitives without any word of ours are found by their names, so they lie side by side. */
const crowdedRooms = ["components/ui"];

/** Every import of these files that a rule does not allow, as a sentence. */
function broken(
  from: readonly File[],
  isAllowed: (target: string, file: File) => boolean,
  rule: string,
): string[] {
  return from.flatMap((file) =>
    file.imports
      .filter((target) => !isAllowed(target, file))
      .map((target) => `${file.path} imports ${target}: ${rule}`),
  );
}

describe("who may import whom", () => {
  it("app asks components, lib and the engine, never the database", () => {
    expect(broken(of("app"), (target) => !target.startsWith("db/"), "only lib touches the database")).toEqual(
      [],
    );
  });

  it("components know other components and pure files of lib", () => {
    const isAllowed = (target: string, { types }: File) =>
      !isOurs(target) ||
      target.startsWith("components/") ||
      (target.startsWith("lib/") && (types.includes(target) || !touchesTheWorld(target)));
    expect(broken(of("components"), isAllowed, "a screen gets its data and mutations as props")).toEqual([]);
  });

  it("inngest knows lib; its embedded executor knows the database and nothing of the product", () => {
    const functions = of("inngest").filter(({ path }) => !path.startsWith("inngest/embedded/"));
    const starting = [
      "inngest/start.ts",
      "inngest/start-engine.ts",
      "inngest/clock.ts",
      "inngest/play-demo.ts",
      "inngest/process-runtime.ts",
    ];
    const rule = "functions decide when to call a verb of lib";
    expect(
      broken(functions, (target, { path }) => !target.startsWith("db") || starting.includes(path), rule),
    ).toEqual([]);
    expect(
      broken(
        of("inngest/embedded"),
        (target) => !isOurs(target) || target.startsWith("db") || target.startsWith("inngest/embedded/"),
        "the executor knows nothing of the product",
      ),
    ).toEqual([]);
  });

  it("a folder of lib knows itself, the folders before it, channels and the root files", () => {
    const sentences = nouns.flatMap((noun, place) => {
      const known = new Set([...nouns.slice(0, place + 1), "channels"]);
      const isAllowed = (target: string) => {
        if (!target.startsWith("lib/")) return true;
        const [, folder, file] = target.split("/");
        return file === undefined || known.has(folder ?? "");
      };
      return broken(of(`lib/${noun}`), isAllowed, `lib/${noun} may know only ${[...known].join(", ")}`);
    });
    expect(sentences).toEqual([]);
  });

  it("channels know themselves and root files; db knows root files and the words and lists of lib's rooms", () => {
    const ofChannels = (target: string) =>
      !target.startsWith("lib/") || target.startsWith("lib/channels/") || target.split("/").length === 2;
    expect(broken(of("lib/channels"), ofChannels, "channels stand below every room that uses them")).toEqual(
      [],
    );
    const ofDb = (target: string, { types }: File) =>
      !isOurs(target) ||
      target.startsWith("db/") ||
      (target.startsWith("lib/") &&
        (target.split("/").length === 2 || types.includes(target) || !touchesTheWorld(target)));
    expect(broken(of("db"), ofDb, "lib is built on db")).toEqual([]);
  });

  it("lib knows neither Next, React nor Inngest, but for its edge", () => {
    const inner = of("lib").filter(({ path }) => !path.startsWith("lib/edge/"));
    const foreign = /^npm:(next|react|react-dom|inngest)(\/|$)/;
    expect(broken(inner, (target) => !foreign.test(target), "only lib/edge knows the framework")).toEqual([]);
    const rooms = /^(app|components|inngest)\//;
    expect(broken(of("lib"), (target) => !rooms.test(target), "lib is called, it does not call out")).toEqual(
      [],
    );
  });

  it("the database is opened in lib/edge only; other folders are handed it", () => {
    const opens = /import \{[^}]*\bget(Keyed)?Database\b[^}]*\} from "@\/db"/;
    const sentences = of("lib").filter(({ path, text }) => opens.test(text) && !path.startsWith("lib/edge/"));
    expect(sentences.map(({ path }) => `${path} opens the database: take ctx.db instead`)).toEqual([]);
  });

  it("a pure file of lib imports no file that touches the world, except for its types", () => {
    const pure = of("lib").filter(({ text }) => !text.startsWith('import "server-only"'));
    const sentences = pure.flatMap(({ path, text }) =>
      [...text.matchAll(/^import (?!type )([^;]*?) from "@\/([^"]+)";/gms)]
        .filter(
          ([, names, target]) =>
            touchesTheWorld(target ?? "") && !/^\{\s*(type [\w\s]+,?\s*)+\}$/.test(names ?? ""),
        )
        .map(([, , target]) => `${path} is pure and imports ${target}, which touches the world`),
    );
    expect(sentences).toEqual([]);
  });
});

describe("how the code is kept", () => {
  it("no file needs itself, by whatever detour, types included", () => {
    const found = circles(files).map((circle) => `a circle of imports: ${circle.join(" <-> ")}`);
    expect(found).toEqual([]);
  });

  it("a room is small enough to see what is in it", () => {
    const inside = new Map<string, number>();
    for (const room of files.map(({ path }) => path.replace(/\/[^/]+$/, "")))
      inside.set(room, (inside.get(room) ?? 0) + 1);
    const crowded = [...inside].filter(
      ([room, count]) => count >= MOST_FILES && !crowdedRooms.includes(room),
    );
    expect(crowded.map(([room, count]) => `${room} holds ${count} files: split it by trade`)).toEqual([]);
  });

  it("no file is longer than one idea", () => {
    const long = [...files, ...tests].filter(
      ({ path, text }) => text.split("\n").length > MOST_LINES && !path.startsWith("components/ui/"),
    );
    expect(
      long.map(({ path }) => `${path} has over ${MOST_LINES} lines: which second thing does it do?`),
    ).toEqual([]);
  });

  it("no folder hides what is inside", () => {
    const vague = /(^|\/)(utils|helpers|types|services|common|misc)\//;
    expect([...files, ...tests].filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it("types are told, not forced", () => {
    const loose = /:\s*any\b|<any>|\bas any\b|\bas unknown as\b|@ts-ignore|@ts-expect-error/;
    expect(files.filter(({ text }) => loose.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("nothing is left behind", () => {
    const left = /\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(skip|only|todo)\(|vi\.mock\(/;
    const self = "tests/unit/architecture.test.ts";
    expect(
      [...files, ...tests]
        .filter(({ path, text }) => path !== self && left.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it("the lock file names every platform's packages, so that npm ci works on all of them", () => {
    const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
      readFileSync("package-lock.json", "utf8"),
    );
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter(
          (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
        )
        .map((name) => `${name}, wanted by ${path || "package.json"}`),
    );
    expect(missing).toEqual([]);
  });

  it("every version is exact", () => {
    const {
      dependencies,
      devDependencies,
      optionalDependencies,
    }: Record<string, Record<string, string>> = JSON.parse(readFileSync("package.json", "utf8"));
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
