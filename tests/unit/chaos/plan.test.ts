import { expect, test } from "vitest";
import { expectedMessages, mail, note } from "../../chaos/expected";
import { planChaos } from "../../chaos/plan";
import { ways } from "../../chaos/two-ways";
import { compareMessages } from "../../chaos/verdict";

const options = { seed: 7, customers: 200, kills: 20 };
const begin = new Date("2026-03-02T09:00:00Z");
const after = (hours: number) => new Date(begin.getTime() + hours * 3_600_000);

test("the same seed plans the same crash test, and another seed another one", () => {
  expect(planChaos(options)).toEqual(planChaos(options));
  expect(planChaos({ ...options, seed: 8 })).not.toEqual(planChaos(options));
});

test("a crash test kills as often as asked, in half of the cases with PostgreSQL", () => {
  const kills = planChaos(options).stretches.flatMap((stretch) => stretch.kills);
  expect(kills).toHaveLength(20);
  expect(kills.filter((kill) => kill.postgresFirstMs !== null)).toHaveLength(10);
});

test("what a customer of the crash test should get follows from when it signed up and created a project", () => {
  const [customer] = planChaos(options).customers;
  if (!customer) throw new Error("There is no customer.");
  const { email } = customer;
  const get = (createdProjectAt: Date | null) =>
    expectedMessages({ customer, signedUpAt: begin, createdProjectAt }, after(288));
  const welcome = mail(email, "Quick tip to get started");
  const reminder = mail(email, "Your first project, in 5 minutes");
  const completed = [
    mail(email, "Your first project is there"),
    note(email, "customer-success"),
    mail(email, "Who should see your project?"),
  ];
  const hello = mail(email, customer.hasCaseOwner ? ways.owner : ways.nobody);
  const twoDays = mail(email, customer.firstName ? ways.named : ways.unnamed);
  expect(get(after(24))).toEqual([welcome, ...completed, hello]);
  expect(get(after(100))).toEqual([welcome, ...completed, hello, twoDays]);
  expect(get(after(150))).toEqual([welcome, reminder, ...completed, hello, twoDays, mail(email, ways.end)]);
  expect(get(null)).toEqual([
    welcome,
    reminder,
    note(email, "customer-alerts"),
    mail(email, "Shall we set up your first project together?"),
    hello,
    twoDays,
    mail(email, ways.end),
  ]);
});

test("a message too many and a message too few are both found", () => {
  expect(compareMessages(["a", "b"], ["a", "a", "c"])).toEqual({ doubled: ["a", "c"], missing: ["b"] });
});
