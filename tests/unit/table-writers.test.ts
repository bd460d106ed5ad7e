import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** One room writes a table: others ask its verbs. */
const rooms: Record<string, string> = {
  enrolments: "lib/enrolments/write/",
  enrolment_moves: "lib/enrolments/write/",
  watches: "lib/enrolments/write/",
  deliveries: "lib/deliveries/",
  delivery_history: "lib/deliveries/ledger/",
  seeds: "lib/lifecycle/seeds/",
  pauses: "lib/lifecycle/",
  set_aside: "lib/pipeline/",
};

/** Files that write to tables whose names they are given, and why none of them needs a verb of a room. */
const anyTable: Record<string, string> = {
  "lib/workspaces/remove-demo.ts": "empties all tables of a demo",
  "db/backup/restore-table.ts": "puts back what a backup holds",
  "lib/events/prune-events.ts": "prunes tables of events",
  "lib/profiles/write-customers.ts": "writes people or organisations",
  "lib/profiles/identity/merge-people.ts": "brings over what is kept by person",
};

const root = fileURLToPath(new URL("../..", import.meta.url));
const files = ["app", "lib", "inngest", "db"].flatMap((room) => list(join(root, room)));

/** The tables that a file inserts into, updates or deletes from, through Drizzle or in SQL of its own. */
function writtenBy(text: string): Set<string> {
  const name = "(?:\\$\\{)?(\\w+)\\}?";
  const inSql = new RegExp(`\\b(?:insert into|delete from|update(?= \\S+ (?:\\w+ )?set\\b)) ${name}`, "gi");
  const calls = /\.(?:insert|update|delete)\((\w+)\)/g;
  const found = [...text.matchAll(inSql), ...text.matchAll(calls)];
  return new Set(
    found.map(([, table = ""]) => table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  );
}

it("one room writes a table", () => {
  const strangers = files.flatMap(({ path, text }) =>
    [...writtenBy(text)].flatMap((table) => {
      const room = rooms[table];
      return room === undefined || path.startsWith(room)
        ? []
        : [`${path} writes ${table}: ask a verb of ${room}`];
    }),
  );
  expect(strangers).toEqual([]);
});

it("every room that writes a table does so, and whatever writes to any table is known", () => {
  const written = new Set(files.flatMap(({ text }) => [...writtenBy(text)]));
  expect(Object.keys(rooms).filter((table) => !written.has(table))).toEqual([]);
  const unnamed = /\b(?:insert into|delete from|update|truncate) \$\{sql\./i;
  const found = files.filter(({ text }) => unnamed.test(text)).map(({ path }) => path);
  expect(found.sort()).toEqual(Object.keys(anyTable).sort());
});

function list(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }));
}
