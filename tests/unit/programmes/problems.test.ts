import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canPublish } from "@/lib/programmes/checks/problems-of";
import type { Neighbour } from "@/lib/programmes/checks/surroundings";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";
import { check, empty, neighbour, nudge, read } from "./setting";

describe("the story's jobs", () => {
  it("can be published one after the other in an empty workspace", () => {
    const fresh = { catalogue: [], eventsSeen: [], workspace: { hasDefaultSender: false } };
    const names = ["onboarding-nudge", "first-value-follow-up", "onboarding-rescue"];
    const programmes: Neighbour[] = [];
    for (const slug of names) {
      const json = read(`../lib/demo/jobs/${slug}.json`);
      expect(check(json, { ...fresh, ownSlug: slug, programmes: [...programmes] }).errors).toEqual([]);
      programmes.push(neighbour(slug, json));
    }
  });

  it("have nothing to improve but notes once their attributes have arrived", () => {
    expect(check(nudge()).problems.filter(({ severity }) => severity !== "note")).toEqual([]);
  });
});

describe("a definition with many faults", () => {
  const { problems, definition } = check(read("fixtures/jobs/broken.json"));
  const at = (path: string) => problems.filter((problem) => problem.path === path);

  it("is answered with every fault at once, each with its path, a sentence and the fix", () => {
    expect(definition).toBeNull();
    expect(at("targt")[0]?.message).toBe('"targt" is not known here: did you mean "target"?');
    expect(at("audience.any[0].all[1].cuont")[0]?.fix).toBe('Write "count".');
    expect(at("audience.any[0].all[0].attribute")[0]?.message).toContain(
      "lower-case words joined by underscores",
    );
    expect(at("steps[0].delya")[0]?.fix).toBe('Write "delay".');
    expect(at("steps[1].delay.amount")[0]?.fix).toBe("Write 2 without quotes.");
    expect(at("steps[1].delay.unit")[0]?.fix).toBe('Write "days".');
    expect(at("entry[1].kind")[0]?.fix).toContain('"steps"');
  });

  it("is checked for sense wherever its shape can be read, and the paths are the author's own", () => {
    expect(at("entry[0].body").map(({ check: name }) => name)).toEqual(
      expect.arrayContaining(["M08", "M09"]),
    );
    expect(at("entry[2].id")[0]?.message).toContain('"welcome"');
    expect(at("steps[2].delay")[0]?.check).toBe("J09");
    expect(at("goal.filter.any[0].all[0].attribute")[0]?.check).toBe("J14");
  });

  it("is not blamed for what only its faults hide", () => {
    expect(at("audience")).toEqual([]);
    expect(problems.every(({ message }) => message.endsWith(".") || message.endsWith("?"))).toBe(true);
  });
});

describe("the shape of a definition", () => {
  it("names what is missing and what it can be", () => {
    const { problems } = check({ name: "Empty" });
    const shape = problems.filter(({ check: name }) => name === "shape");
    expect(shape.map(({ path, message }) => [path, message])).toEqual([
      ["audience", '"audience" is missing.'],
      ["goal", '"goal" is missing.'],
    ]);
  });

  it("names an unknown operator and the kind of an action that does not exist", () => {
    const json = nudge();
    json.exclusions = [{ kind: "attribute", attribute: "plan", is: { op: "iz", value: "free" } }];
    json.exit = [{ kind: "notfy", id: "x", channel: "#a", text: "b" }];
    const { problems } = check(json);
    expect(problems.find(({ path }) => path === "exclusions[0].is.op")?.fix).toBe('Write "is".');
    expect(problems.find(({ path }) => path === "exit[0].kind")?.fix).toBe('Write "notify".');
  });

  it("may be anything at any place: the checks answer, they never fail", () => {
    const places = placesIn(nudge(), []);
    fc.assert(
      fc.property(fc.nat(places.length - 1), fc.jsonValue(), (index, value) => {
        const json = nudge();
        put(json, places[index] ?? [], value);
        const { problems } = check(json);
        expect(problems.every(({ message, path }) => message !== "" && typeof path === "string")).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("refuses what is not an object, without failing", () => {
    for (const json of [null, [], "job", 7]) {
      expect(problemsOfJson(json, "job", empty).problems[0]?.severity).toBe("error");
    }
  });
});

describe("behaviours and stages", () => {
  it("pass through the same rules with no change of shape", () => {
    const behaviour = check(
      read("fixtures/jobs/first-invoice-behaviour.json"),
      { ownSlug: "first-invoice" },
      "behaviour",
    );
    expect(behaviour.errors).toEqual([]);
    expect(definitionSchema.parse(behaviour.definition)).toEqual(behaviour.definition);
    expect(behaviour.definition).toMatchObject({
      kind: "behaviour",
      reentry: { kind: "never" },
      leaveWhenAudienceStops: true,
    });
    expect(behaviour.definition?.autoExit).toBeUndefined();

    const stage = check(read("fixtures/jobs/onboarding-stage.json"), { ownSlug: "onboarding" }, "stage");
    expect(stage.errors).toEqual([]);
    expect(stage.definition).toMatchObject({ kind: "stage", reentry: { kind: "after_leaving" } });
    expect(Object.keys(stage.definition ?? {}).sort()).toEqual(
      Object.keys(check(nudge()).definition ?? {}).sort(),
    );
  });

  it("keep what is fixed for their kind", () => {
    const behaviour = read("fixtures/jobs/first-invoice-behaviour.json");
    const again = check({ ...behaviour, reentry: { kind: "after_leaving" } }, {}, "behaviour");
    expect(again.find("B02")?.path).toBe("reentry");
    const stage = read("fixtures/jobs/onboarding-stage.json");
    expect(check({ ...stage, autoExit: undefined }, {}, "stage").find("S02")?.severity).toBe("warning");
    expect(check(behaviour, {}, "job").problems.map(({ path }) => path)).toContain("kind");
  });
});

describe("publishing", () => {
  it("is refused for errors, not for advice", () => {
    const job = nudge();
    expect(canPublish(check(job).problems)).toBe(true);
    expect(canPublish(check({ ...job, autoExit: undefined }).problems)).toBe(false);
  });
});

/** Every path to something inside a value. */
function placesIn(value: unknown, path: string[]): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function put(holder: unknown, path: readonly string[], value: unknown): void {
  const [key = "", ...rest] = path;
  if (typeof holder !== "object" || holder === null) return;
  if (rest.length === 0) Reflect.set(holder, key, value);
  else put(Reflect.get(holder, key), rest, value);
}
