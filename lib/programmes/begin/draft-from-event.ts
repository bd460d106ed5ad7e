import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Definition } from "@/lib/programmes/schema";

const MOST_OF_A_SLUG = 50;

/** A first draft of a job for whoever did something and has not done the next thing yet: everything is there to be reworded, and it cannot go live before. */
export function draftFromEvent({ event, goal }: { event: string; goal: string }): Definition {
  const done = attributeOf(goal);
  return definitionSchema.parse({
    name: `From ${event} to ${goal}`,
    description: `Whoever did “${event}” and not yet “${goal}” is shown the way.`,
    audience: {
      any: [
        {
          all: [
            { kind: "event", event },
            { kind: "event", event: goal, count: { op: "=", times: 0 } },
          ],
        },
      ],
    },
    goal: { filter: { any: [{ all: [{ kind: "event", event: goal }] }] } },
    autoExit: { amount: 10, unit: "days" },
    entry: [
      {
        kind: "message",
        id: "first-message",
        subject: `The next step after ${event}`,
        body: `Hi {first_name | default: "there"},\n\n[what you noticed, in one sentence]\n\n1. [first step]\n2. [second step]\n\nThanks,\n{sender_name}\n`,
      },
    ],
    steps: [
      {
        kind: "reminder",
        id: "reminder-1",
        delay: { amount: 5, unit: "days" },
        subject: `Still there to help with ${goal}`,
        body: `Hi {first_name | default: "there"},\n\n[what is missing, and why it is worth five minutes]\n\nThanks,\n{sender_name}\n`,
      },
    ],
    completion: [update(`completed_${done}`)],
    exit: [update(`failed_${done}`)],
  });
}

/** The address of a draft, made of the two events. */
export function slugFromEvent({ event, goal }: { event: string; goal: string }): string {
  const slug = attributeOf(`${event} to ${goal}`).replaceAll("_", "-").slice(0, MOST_OF_A_SLUG);
  return slug.replace(/-+$/, "") || "first-job";
}

function update(attribute: string) {
  return {
    kind: "update",
    id: attribute.replaceAll("_", "-").slice(0, MOST_OF_A_SLUG),
    attribute,
    value: { kind: "literal", value: true },
  };
}

function attributeOf(event: string): string {
  const name = event
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 40);
  return name === "" ? "goal" : name;
}
