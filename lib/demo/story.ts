import followUp from "./jobs/first-value-follow-up.json";
import nudge from "./jobs/onboarding-nudge.json";
import rescue from "./jobs/onboarding-rescue.json";

/*
 * The demo: a company whose customers have been through the Onboarding Nudge for twelve days. What happened is written here as the calls
 * that an analytics client would have sent; it is played through the same door, on a clock that is moved from call to call.
 */
export const DEMO_DAYS = 12;

export const demoJobs = [
  { slug: "onboarding-nudge", definition: nudge },
  { slug: "first-value-follow-up", definition: followUp },
  { slug: "onboarding-rescue", definition: rescue },
] as const;

/** A call and how many days before today it was made. */
export interface DemoCall {
  daysAgo: number;
  call: Record<string, unknown>;
}

interface Newcomer {
  userId: string;
  firstName?: string;
  lastName?: string;
  email: string;
  role: string;
  organisation: string;
  joinedDaysAgo: number;
  projectDaysAgo?: number;
}

const organisations = [
  {
    id: "acme",
    name: "Acme Robotics",
    industry: "Manufacturing",
    arr: 48_000,
    plan: "business",
    caseOwnerEmail: "kim@trig.test",
  },
  {
    id: "northwind",
    name: "Northwind Trading",
    industry: "Logistics",
    arr: 12_500,
    plan: "team",
    caseOwnerEmail: "sam@trig.test",
  },
  {
    id: "lumen",
    name: "Lumen & Daughters Architects",
    industry: "Architecture",
    arr: 96_000,
    plan: "business",
    caseOwnerEmail: "kim@trig.test",
  },
] as const;

const newcomers: readonly Newcomer[] = [
  {
    userId: "ada",
    firstName: "Ada",
    lastName: "Lovelace",
    email: "ada@acme.test",
    role: "admin",
    organisation: "acme",
    joinedDaysAgo: 11.8,
    projectDaysAgo: 10.8,
  },
  {
    userId: "bob",
    firstName: "Bob",
    lastName: "Martins",
    email: "bob@northwind.test",
    role: "member",
    organisation: "northwind",
    joinedDaysAgo: 11.5,
  },
  { userId: "cy", email: "cy@northwind.test", role: "admin", organisation: "northwind", joinedDaysAgo: 8.2 },
  {
    userId: "dee",
    firstName: "Dee",
    lastName: "Okafor",
    email: "dee@lumen.test",
    role: "admin",
    organisation: "lumen",
    joinedDaysAgo: 7.1,
    projectDaysAgo: 1.3,
  },
  {
    userId: "eli",
    firstName: "Eli",
    lastName: "Novak",
    email: "eli@acme.test",
    role: "member",
    organisation: "acme",
    joinedDaysAgo: 5.4,
  },
  {
    userId: "fay",
    firstName: "Fay",
    lastName: "Lindqvist",
    email: "fay@lumen.test",
    role: "member",
    organisation: "lumen",
    joinedDaysAgo: 3.2,
  },
  {
    userId: "gus",
    firstName: "Gus",
    lastName: "Wolfeschlegelsteinhausen-Bergerdorff",
    email: "gus@acme.test",
    role: "viewer",
    organisation: "acme",
    joinedDaysAgo: 2.6,
    projectDaysAgo: 0.4,
  },
  {
    userId: "hana",
    firstName: "Hana",
    lastName: "Sato",
    email: "hana@northwind.test",
    role: "member",
    organisation: "northwind",
    joinedDaysAgo: 0.2,
  },
  {
    userId: "ivo",
    firstName: "Ivo",
    lastName: "Marić",
    email: "ivo@lumen.test",
    role: "member",
    organisation: "lumen",
    joinedDaysAgo: 0.05,
  },
];

/** Every call of the demo, oldest first; each has a message ID of its own, so that playing it again changes nothing. */
export function demoCalls(): DemoCall[] {
  const calls = newcomers.flatMap(callsOf);
  return calls.sort((a, b) => b.daysAgo - a.daysAgo);
}

function callsOf(person: Newcomer): DemoCall[] {
  const { userId, firstName, lastName, email, role, organisation, joinedDaysAgo, projectDaysAgo } = person;
  const known = organisations.find(({ id }) => id === organisation);
  const { id: groupId, ...groupTraits } = known ?? { id: organisation };
  const minute = 1 / 1440;
  const at = (daysAgo: number, name: string, call: Record<string, unknown>): DemoCall => ({
    daysAgo,
    call: { messageId: `demo-${userId}-${name}`, userId, ...call },
  });
  const calls = [
    at(joinedDaysAgo, "group", { type: "group", groupId, traits: groupTraits }),
    at(joinedDaysAgo - 0.1 * minute, "identify", {
      type: "identify",
      traits: {
        firstName,
        lastName,
        email,
        role,
        caseOwnerEmail: known?.caseOwnerEmail,
        createdAt: "joined",
      },
    }),
    at(joinedDaysAgo - 0.2 * minute, "signed-up", {
      type: "track",
      event: "Signed Up",
      properties: { plan: known?.plan, source: "website" },
    }),
    at(Math.max(0.02, joinedDaysAgo - 0.01), "page", {
      type: "page",
      name: "Projects",
      properties: { path: "/projects" },
    }),
  ];
  if (joinedDaysAgo > 2) {
    calls.push(
      at(joinedDaysAgo - 1.6, "seen-again", {
        type: "track",
        event: "Logged In",
        properties: { device: "laptop" },
      }),
    );
  }
  if (projectDaysAgo !== undefined) {
    calls.push(
      at(projectDaysAgo, "project", {
        type: "track",
        event: "Project Created",
        properties: { template: "blank" },
      }),
    );
  }
  return calls;
}
