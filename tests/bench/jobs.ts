import { READ_EVENT } from "@/tests/bench/traffic";
import type { Api } from "@/tests/support/api";

/** One person in so many has the value that lets the first job take them. */
const ENTERS_WITH_SEATS = 7;

/** A job that reads an attribute and how often people did something; its actions write to the record alone. */
function reader(at: number): unknown {
  const seats = { op: "=", value: at === 0 ? ENTERS_WITH_SEATS : 100 + at };
  const viewed = {
    kind: "event",
    event: READ_EVENT,
    count: { op: ">=", times: 1 + 2 * at },
    within: { amount: 30, unit: "days" },
  };
  return {
    name: `Reader ${at + 1}`,
    target: "person",
    audience: { any: [{ all: [{ kind: "attribute", attribute: "seats", is: seats }, viewed] }] },
    goal: {
      filter: { any: [{ all: [{ kind: "event", event: "Goal Reached", count: { op: ">=", times: 1 } }] }] },
    },
    autoExit: { amount: 10, unit: "days" },
    entry: [
      {
        kind: "update",
        id: "mark",
        attribute: `bench_reader_${at + 1}`,
        value: { kind: "literal", value: true },
      },
    ],
    steps: [],
    completion: [],
    exit: [],
  };
}

/** Puts ten jobs live that all read the event which the bench sends; one of them lets in two people of a hundred. */
export async function goLiveWithReaders({ api }: { api: Api }): Promise<void> {
  for (let at = 0; at < 10; at++) {
    await api.put(`/jobs/reader-${at + 1}`, reader(at));
    await api.post(`/jobs/reader-${at + 1}/publish`, { mode: "from_now_on" });
  }
}

/** A job that writes a welcome to whoever did something, and leaves an enrolment that sleeps. */
export function welcomeJob(name: string, event: string): unknown {
  return {
    name,
    target: "person",
    audience: { any: [{ all: [{ kind: "event", event, count: { op: ">=", times: 1 } }] }] },
    goal: {
      filter: { any: [{ all: [{ kind: "event", event: "Goal Reached", count: { op: ">=", times: 1 } }] }] },
    },
    autoExit: { amount: 10, unit: "days" },
    entry: [
      {
        kind: "message",
        id: "welcome",
        sender: { name: "Anna", address: "anna@acme.test" },
        subject: "Welcome",
        body: 'Hi {first_name | default: "there"},\n\nhere are three steps to get started.\n\nAnna\n',
      },
    ],
    steps: [],
    completion: [],
    exit: [],
  };
}
