import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { exampleJob } from "@/lib/demo/example-job";
import { beginDraft } from "@/lib/programmes/begin/begin-draft";
import { blankDraft } from "@/lib/programmes/begin/blank-draft";
import { draftFromEvent, slugFromEvent } from "@/lib/programmes/begin/draft-from-event";
import { duplicate } from "@/lib/programmes/begin/duplicate";
import { readDefinition } from "@/lib/programmes/begin/read-definition";
import { slugFromName } from "@/lib/programmes/begin/slug-from-name";
import { slugSchema } from "@/lib/programmes/definition-schema";
import type { Programme } from "@/lib/programmes/draft/get-programme";

const eventName = z
  .string("Name the event.")
  .trim()
  .min(1, "Name the event.")
  .max(100, "That name is too long.");
const eventsSchema = z
  .object({ event: eventName, goal: eventName })
  .refine(({ event, goal }) => event !== goal, {
    path: ["goal"],
    error: "Name another event: who has done this one cannot be hoped to do it next.",
  });
const jobName = z.string("Name the job.").trim().min(1, "Name the job.").max(120, "That name is too long.");
const fileText = z.string().max(1_000_000, "That file is too large: a job has 512 KB at most.");

type Begin = (ctx: Beginner, form: unknown) => Promise<Programme>;
type Beginner = Context & { isDemo?: boolean };
const job = { kind: "job" } as const;

/** What a job can be begun from. */
const beginnings = {
  nothing: (ctx, form) => {
    const { name } = z.object({ name: jobName }).parse(form);
    return beginDraft(ctx, { ...job, slug: slugFromName(name), definitionAt: () => blankDraft("job", name) });
  },
  example: (ctx) => {
    const { slug, definition } = exampleJob({ isDemo: ctx.isDemo ?? false });
    return beginDraft(ctx, { ...job, slug, definitionAt: () => definition });
  },
  event: (ctx, form) => {
    const wanted = eventsSchema.parse(form);
    return beginDraft(ctx, {
      ...job,
      slug: slugFromEvent(wanted),
      definitionAt: () => draftFromEvent(wanted),
    });
  },
  job: (ctx, form) => duplicate(ctx, "job", z.object({ slug: slugSchema }).parse(form).slug),
  file: (ctx, form) => {
    const definition = readDefinition(z.object({ text: fileText }).parse(form).text, "job");
    return beginDraft(ctx, { ...job, slug: slugFromName(definition.name), definitionAt: () => definition });
  },
} as const satisfies Record<string, Begin>;

const fromSchema = z.object({ from: z.enum(["nothing", "example", "event", "job", "file"]) });

/** Begins a job from what was chosen: a draft, which nobody enters before it is published. */
export async function beginJobFrom(ctx: Beginner, form: unknown): Promise<Programme> {
  const { from } = fromSchema.parse(form);
  const begin: Begin = beginnings[from];
  return begin(ctx, form);
}
