import { all, arm, branch, days, did, has, message, wait } from "@/tests/support/jobs";

/** After so many hours the second branch chooses. */
export const SECOND_CHOICE_HOURS = 2 * 24;
/** So many hours after that, which was the last step, the pass ends. */
export const LEFT_ALONE_HOURS = 3 * 24;

/** What each way says, by its subject. */
export const ways = {
  owner: "Your contact says hello",
  nobody: "We say hello",
  named: "Two days in, and we know your name",
  unnamed: "Two days in, and what is your name?",
  end: "We leave you alone",
} as const;

const say = (id: keyof typeof ways) =>
  message(id, { subject: ways[id], body: "It is good that you are here.\n" });

/** A job that sends each customer one of two ways, at once and once more after two days, one of them within the other. */
export const twoWays = {
  name: "Two Ways",
  audience: all(has("created_at")),
  goal: { filter: all(did("Project Created")) },
  autoExit: { ...days(LEFT_ALONE_HOURS / 24), from: "last_step" },
  steps: [
    branch("first-choice", [arm("has-owner", all(has("case_owner_email")), [say("owner")])], [say("nobody")]),
    wait("two-days", days(SECOND_CHOICE_HOURS / 24)),
    branch("still-here", [
      arm("no-project", all(did("Project Created", { op: "=", times: 0 })), [
        branch("second-choice", [arm("has-name", all(has("first_name")), [say("named")])], [say("unnamed")]),
      ]),
    ]),
  ],
  exit: [say("end")],
};
