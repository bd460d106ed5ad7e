import { describe, expect, it } from "vitest";
import type { Surroundings } from "@/lib/programmes/checks/surroundings";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import {
  any,
  attribute,
  check,
  dropSender,
  empty,
  event,
  goal,
  inJob,
  type Json,
  known,
  neighbour,
  nudge,
  read,
  setDelay,
} from "./setting";

describe("a job", () => {
  it.each<[check: string, why: string, change: (job: Json) => void, more?: Partial<Surroundings>]>([
    ["J01", "needs a time limit", (job) => delete job.autoExit],
    ["J02", "is not to last longer than 30 days", (job) => (job.autoExit = { amount: 45, unit: "days" })],
    ["J03", "has one goal", (job) => (job.goal = goal(event("A"), event("B")))],
    ["J04", "has a goal at all", (job) => (job.goal = { filter: { any: [] } })],
    ["J05", "says when somebody may come back", (job) => (job.reentry = { kind: "after_leaving" })],
    ["J07", "does something", (job) => Object.assign(job, { entry: [], steps: [] })],
    ["J08", "tells somebody of a failure", (job) => (job.exit = [])],
    ["J10", "reminds neither too early nor too late", (job) => setDelay(job, 1)],
    ["J09", "reminds before it ends", (job) => setDelay(job, 10)],
    ["empty", "has an audience", (job) => (job.audience = { any: [] })],
    ["membership", "speaks of programmes that exist", (job) => (job.exclusions = [inJob("nowhere")])],
    ["sender", "has a sender for each message", dropSender, { workspace: { hasDefaultSender: false } }],
    ["unseen", "speaks of events that have arrived", (job) => (job.audience = any(event("Project Creatd")))],
    [
      "window",
      "has a window in which something can leave",
      (job) => (job.sendingWindow = { days: [1], from: "09:00", to: "09:00" }),
    ],
  ])("%s: %s", (name, _why, change, more) => {
    expect(check(nudge(), more).find(name)).toBeUndefined();
    const changed = nudge();
    change(changed);
    expect(check(changed, more && { workspace: more.workspace ?? empty.workspace }).find(name)).toBeDefined();
  });

  it("cannot have an audience that has reached the goal already, when events of before count", () => {
    const job = nudge();
    job.audience = any({ kind: "attribute", attribute: "seats", is: { op: ">=", value: 5 } });
    job.goal = goal({ kind: "attribute", attribute: "seats", is: { op: ">", value: 3 } });
    expect(check(job).find("J11")?.severity).toBe("error");
    job.goal = goal({ kind: "attribute", attribute: "seats", is: { op: ">", value: 5 } });
    expect(check(job).find("J11")).toBeUndefined();

    job.audience = any(event("Logged In"));
    job.goal = goal(event("Logged In"));
    expect(check(job).find("J11")).toBeUndefined();
    job.goal = { ...goal(event("Logged In")), counts: "ever" };
    expect(check(job).find("J11")?.severity).toBe("error");
  });

  it("cannot exclude everybody it asks for", () => {
    const job = nudge();
    job.exclusions = [{ kind: "attribute", attribute: "created_at", is: { op: "has_any_value" } }];
    expect(check(job).find("J11")?.path).toBe("exclusions[0]");
  });

  it("excludes who is in a live job that asks the same question", () => {
    const programmes = [neighbour("second-nudge", nudge())];
    expect(check(nudge(), { programmes }).find("J06")?.fix).toContain("second-nudge");
    expect(
      check({ ...nudge(), exclusions: [inJob("second-nudge")] }, { programmes }).find("J06"),
    ).toBeUndefined();
  });

  it("compares an attribute only in ways that suit its type", () => {
    const job = nudge();
    job.audience = any({ kind: "attribute", attribute: "created_at", is: { op: ">", value: 3 } });
    expect(check(job).find("type")).toMatchObject({
      severity: "error",
      path: "audience.any[0].all[0].is.op",
    });
    job.audience = any({
      kind: "attribute",
      attribute: "last_entered_onboarding_nudge_job",
      is: { op: "is_true" },
    });
    expect(check(job).find("type")?.message).toContain("date");
  });

  it("counts a wait from the step before it and a reminder from the message before it", () => {
    const days = (amount: number) => ({ delay: { amount, unit: "days" } });
    const [reminder] = definitionSchema.parse(nudge()).steps;
    const wait = { kind: "wait", id: "breathe", ...days(6) };
    const inTime = { ...nudge(), steps: [wait, { ...reminder, ...days(8) }] };
    expect(check(inTime).find("J09")).toBeUndefined();
    const tooLate = { ...nudge(), steps: [{ ...reminder, ...days(5) }, wait] };
    expect(check(tooLate).find("J09")?.path).toBe("steps[1].delay");
  });

  it("has no two time conditions that nobody can meet at once", () => {
    const age = (op: string, amount: number) => ({
      kind: "attribute",
      attribute: "created_at",
      is: { op, value: { amount, unit: "days" } },
    });
    const job = nudge();
    job.audience = any(age("more_than_ago", 1), age("less_than_ago", 7));
    expect(check(job).find("J15")).toBeUndefined();
    job.audience = any(age("more_than_ago", 7), age("less_than_ago", 1));
    expect(check(job).find("J15")).toMatchObject({ severity: "error", path: "audience.any[0].all[1]" });
  });

  it("names the attribute that an unknown one was most likely meant to be", () => {
    const job = nudge();
    job.audience = any({ kind: "attribute", attribute: "craeted_at", is: { op: "has_any_value" } });
    expect(check(job).find("unseen")).toMatchObject({ severity: "warning", fix: "Did you mean created_at?" });
  });

  it("does not use two ids twice, nor one of a step that an earlier version had", () => {
    const job = nudge();
    const published = {
      target: "person",
      steps: { welcome: "message", "mark-failed": "notify" },
      removedStepIds: ["reminder-1"],
    } as const;
    const found = check(job, { published }).problems.filter(({ check: name }) => name === "ids");
    expect(found.map(({ path }) => path)).toEqual(["steps[0].id", "exit[1].id"]);
    expect(check({ ...job, target: "organisation" }, { published }).find("target")?.severity).toBe("error");
  });
});

describe("an update", () => {
  const update = (name: string, value: unknown, more: Json = {}): Json => {
    const job = nudge();
    job.exit = [{ kind: "update", id: "set-it", attribute: name, value, ...more }];
    return job;
  };
  const literal = (value: unknown) => ({ kind: "literal", value });
  const catalogue = [
    ...known,
    attribute("plan", "text", { owner: "crm" }),
    attribute("seat_count", "number", { owner: "trig" }),
  ];

  it("does not write what another tool owns, unless the author confirms it", () => {
    const job = update("plan", literal("gone"));
    expect(check(job, { catalogue }).find("A01")).toMatchObject({
      severity: "error",
      path: "exit[0].attribute",
    });
    const confirmed = update("plan", literal("gone"), { overwriteOwned: true });
    expect(check(confirmed, { catalogue }).find("A01")?.severity).toBe("warning");
  });

  it("does not write what Trig keeps itself", () => {
    const job = update("last_entry_to_onboarding_nudge_job", { kind: "now" }, { overwriteOwned: true });
    expect(check(job).find("A01")?.severity).toBe("error");
  });

  it("writes a value of the attribute's type", () => {
    expect(check(update("seat_count", literal("many")), { catalogue }).find("A03")?.severity).toBe("error");
    expect(
      check(update("seat_count", { kind: "increase", by: 1 }), { catalogue }).find("A03"),
    ).toBeUndefined();
    expect(
      check(update("seat_count", { kind: "attribute", attribute: "created_at" }), { catalogue }).find("A03")
        ?.severity,
    ).toBe("error");
    expect(check(update("brand_new_flag", literal(true)), { catalogue }).find("A03")).toBeUndefined();
  });

  it("has a name that says what it means", () => {
    expect(check(update("flag_1", literal(true))).find("A02")?.severity).toBe("warning");
  });
});

describe("a chain of jobs", () => {
  const followUp = () => read("../lib/demo/jobs/first-value-follow-up.json");
  const own = { ownSlug: "first-value-follow-up" };

  it("is broken when nobody sets the flag that the next job waits for", () => {
    const stranger = neighbour("onboarding-nudge", { ...nudge(), completion: [], exit: [] });
    expect(check(followUp(), { ...own, programmes: [stranger] }).find("C01")?.severity).toBe("error");
    expect(
      check(followUp(), { ...own, programmes: [neighbour("onboarding-nudge", nudge())] }).find("C01"),
    ).toBeUndefined();
  });

  it("does not wait for a flag whose only writer is archived", () => {
    const archived = neighbour("onboarding-nudge", nudge(), { status: "archived" });
    const catalogue = [attribute("completed_onboarding", "boolean", { kind: "trig_set", owner: "trig" })];
    expect(check(followUp(), { ...own, catalogue, programmes: [archived] }).find("C01")?.severity).toBe(
      "warning",
    );
  });

  it("does not go round for ever", () => {
    const again = { reentry: { kind: "after_leaving" } };
    const back: Json = { ...followUp(), ...again, exclusions: [] };
    back.completion = [
      { kind: "update", id: "again", attribute: "restart_wanted", value: { kind: "literal", value: true } },
    ];
    const first = {
      ...nudge(),
      ...again,
      audience: any({ kind: "attribute", attribute: "restart_wanted", is: { op: "is_true" } }),
    };
    expect(check(first, { programmes: [neighbour("follow-up", back)] }).find("C03")?.message).toContain(
      "job:follow-up",
    );
    expect(
      check({ ...first, reentry: { kind: "never" } }, { programmes: [neighbour("follow-up", back)] }).find(
        "C03",
      ),
    ).toBeUndefined();
  });

  it("is told that a flag nobody reads is not needed yet, and that a job others wait for sets none", () => {
    expect(check(nudge()).find("C02")?.severity).toBe("note");
    const waiting = neighbour("next", {
      ...followUp(),
      audience: any({ kind: "attribute", attribute: "completed_onboarding_nudge", is: { op: "is_true" } }),
    });
    expect(
      check({ ...nudge(), completion: [], exit: [] }, { programmes: [waiting] }).find("C04")?.severity,
    ).toBe("warning");
  });
});

describe("placeholders", () => {
  it("that name nothing known are pointed out with the likely name", () => {
    const job = nudge();
    job.exit = [
      { kind: "notify", id: "note", channel: "#a", text: "{frist_name} of {organisation_name}, {job_name}" },
    ];
    const found = check(job).problems.filter(({ check: name }) => name === "M01");
    expect(found.map(({ path, fix }) => [path, fix])).toEqual([
      ["exit[0].text", "Did you mean {first_name}?"],
    ]);
  });

  it("are never an error in a fresh workspace", () => {
    expect(check(nudge(), { catalogue: [], eventsSeen: [] }).errors).toEqual([]);
  });
});
