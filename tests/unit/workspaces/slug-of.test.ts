import { expect, test } from "vitest";
import { workspaceSlugSchema } from "@/lib/workspaces/schema";
import { workspaceSlugOf } from "@/lib/workspaces/slug-of";

test.each([
  ["Acme & Söhne", "acme-sohne"],
  ["  Łódź -- 2 ", "odz-2"],
  ["日本", "main"],
  ["API", "api-workspace"],
  ["x".repeat(200), "x".repeat(40)],
])("a workspace called %j stands under %s", (name, slug) => {
  expect(workspaceSlugOf(name)).toBe(slug);
  expect(workspaceSlugSchema.parse(slug)).toBe(slug);
});
