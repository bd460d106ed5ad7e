import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ProgrammeLink } from "@/components/links/programme-link";
import { ActivityList } from "@/components/settings/activity-list";
import { WhyLink } from "@/components/why/why-link";
import { hasScreen, programmeKinds } from "@/lib/programme-kinds";

const workspace = "acme";
const named = programmeKinds.map((kind) => ({ kind, slug: "welcome", name: `Welcome, the ${kind}` }));

test("a programme's name is shown whatever its kind, and is a link where the kind has a screen", () => {
  const shown = named.map((programme) =>
    renderToStaticMarkup(createElement(ProgrammeLink, { workspace, programme })),
  );
  expect(shown.map((html) => /href="([^"]*)"/.exec(html)?.[1] ?? null)).toEqual([
    "/acme/jobs/welcome",
    null,
    null,
  ]);
  expect(shown.map((html, place) => html.includes(`>${named[place]?.name}</`))).toEqual([true, true, true]);
});

test("whoever did something to a programme without a screen is listed with its name, and no link", () => {
  const now = new Date("2026-03-02T09:00:00Z");
  const rows = named.map(({ name, ...programme }) => ({
    id: programme.kind,
    at: now,
    by: "Nora",
    what: "programme.paused",
    subject: { id: programme.slug, name },
    programme,
    detail: {},
  }));
  const html = renderToStaticMarkup(createElement(ActivityList, { workspace, rows, now, zone: "UTC" }));
  expect(html.match(/href="[^"]*"/g)).toEqual(['href="/acme/jobs/welcome"']);
  for (const { name } of named) expect(html).toContain(name);
});

test("why is asked only where the answer has a screen", () => {
  const customer = { entity: "person", id: "per_1", name: "Ada" } as const;
  const shown = named.map((programme) =>
    renderToStaticMarkup(createElement(WhyLink, { workspace, customer, programme })),
  );
  expect(shown.map((html) => html !== "")).toEqual(named.map(({ kind }) => hasScreen(kind)));
});
