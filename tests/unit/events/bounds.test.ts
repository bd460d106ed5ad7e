import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { boundsTable } from "@/lib/events/bounds";

it("the documentation shows every bound as the door keeps it", () => {
  const page = readFileSync(new URL("../../../docs/sending-events.md", import.meta.url), "utf8");
  const [, after = ""] = page.split("| what | at most | beyond it |\n|---|---|---|\n");
  const rows = after.split("\n\n")[0]?.trim().split("\n");
  expect(rows).toEqual(boundsTable());
});
