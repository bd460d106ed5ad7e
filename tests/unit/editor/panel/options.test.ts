import { describe, expect, it } from "vitest";
import { attributeOptions } from "@/components/editor/panel/attribute-options";
import { matchOptions } from "@/components/editor/panel/fields/match-options";
import { conditionOptions, madeOptions } from "@/components/editor/panel/filter/condition-options";
import { channelsInUse } from "@/components/editor/panel/forms/channels-in-use";
import { mentionSnippets, messageSnippets } from "@/components/editor/panel/placeholders";
import { filterSchema } from "@/lib/audiences/filter-schema";
import type { Entity } from "@/lib/profiles/schema";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { attribute, empty, neighbour, nudge } from "@/tests/unit/programmes/setting";

const definition = definitionSchema.parse(nudge());
const input = {
  ...empty,
  catalogue: [...empty.catalogue, attribute("plan", "text", { entity: "organisation" })],
  programmes: [neighbour("rescue", { ...nudge(), name: "Rescue" })],
  definition,
};
const names = (options: readonly { label: string }[]) => options.map(({ label }) => label);

describe("what can be chosen while a name is typed", () => {
  it("words are found in any order and spelling, those that begin with them first", () => {
    const options = ["last_name", "name", "first_name", "Project Created"].map((label) => ({
      id: label,
      label,
    }));
    expect(names(matchOptions(options, "name"))).toEqual(["name", "last_name", "first_name"]);
    expect(names(matchOptions(options, "name first"))).toEqual(["first_name"]);
    expect(names(matchOptions(options, "project-cr"))).toEqual(["Project Created"]);
    expect(names(matchOptions(options, ""))).toHaveLength(4);
  });

  it("attributes are those that exist, are counted, or are written by a job", () => {
    const person = names(attributeOptions(input, "person"));
    expect(person).toEqual(
      expect.arrayContaining([
        "first_name",
        "email",
        "days_since_signup",
        "entered_onboarding_nudge",
        "currently_member_of_rescue_job",
      ]),
    );
    expect(person).not.toContain("arr");
    expect(new Set(person).size).toBe(person.length);
  });

  it("every new condition parses as a filter, whomever it is about", () => {
    for (const entity of ["person", "organisation"] satisfies Entity[]) {
      const options = [...conditionOptions(input, entity), ...madeOptions(input, entity, "Seats Bought")];
      expect(options.length).toBeGreaterThan(5);
      for (const { make } of options)
        expect(filterSchema.safeParse({ any: [{ all: [make()] }] }).success).toBe(true);
      expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
    }
  });

  it("a name that is not known can be an attribute or an event; one that is known is not offered anew", () => {
    expect(madeOptions(input, "person", "Seats Bought").map(({ note }) => note)).toEqual([
      "Attribute",
      "Event",
    ]);
    expect(madeOptions(input, "person", "plan").map(({ note }) => note)).toEqual(["Event"]);
    expect(madeOptions(input, "person", "Logged In").map(({ note }) => note)).toEqual(["Attribute"]);
  });

  it("placeholders carry a fallback where a value is often missing", () => {
    const texts = messageSnippets(input).map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        '{first_name | default: "there"}',
        '{organization_name | default: "your team"}',
        "{sender_name}",
        "{job_name}",
        "{days_since_signup}",
      ]),
    );
    expect(mentionSnippets(input).map(({ text }) => text)).toContain("@{case_owner_email}");
  });

  it("channels are those that jobs post to", () => {
    expect(channelsInUse(input)).toEqual(["#customer-alerts", "#customer-success"]);
  });
});
