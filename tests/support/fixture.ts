import { test as plain } from "vitest";
import { freshDatabase, testContext } from "./database";

/** Tests on a real PostgreSQL: a file has one database, and each of its tests a workspace of its own. */
export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs.
  .extend("database", { scope: "file" }, async ({}, { onCleanup }) => {
    const database = await freshDatabase();
    onCleanup(() => database.close());
    return database;
  })
  .extend("db", { scope: "file" }, ({ database }) => database.db)
  .extend("ctx", ({ db }) => testContext(db))
  // biome-ignore lint/correctness/noEmptyPattern: likewise.
  .extend("ownDatabase", async ({}, { onCleanup }) => {
    const database = await freshDatabase();
    onCleanup(() => database.close());
    return database;
  });
export const it = test;
