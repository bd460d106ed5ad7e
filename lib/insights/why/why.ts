import "server-only";
import { type Context, within } from "@/lib/context";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import { actionAnswers } from "@/lib/insights/why/actions/action-answers";
import { entryAhead, entryVerdict } from "@/lib/insights/why/entry/entry-verdict";
import { blockerInWords, goalOfPass, questionsOf } from "@/lib/insights/why/entry/questions";
import { loadCase } from "@/lib/insights/why/load/load-case";
import { messagesAhead } from "@/lib/insights/why/load/messages-ahead";
import { readCourse } from "@/lib/insights/why/pass/read-course";
import type { Whose, Why } from "@/lib/insights/why/schema";
import { standingOf, whySentence } from "@/lib/insights/why/words/why-sentence";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { actionsOf } from "@/lib/programmes/flow";

/**
 * Why a customer did or did not get into a programme, and what came of it. Every verdict is the engine's own, asked of the same facts at
 * one moment of the database; nothing is changed. Moments are told in a zone, if one is named, else in the workspace's.
 */
export async function why(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
  whose: Whose,
  shownIn?: string,
): Promise<Why> {
  return ctx.db.transaction((db) => answer(within(ctx, db), { kind, slug }, whose, shownIn), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

async function answer(
  ctx: Context,
  asked: { kind: ProgrammeKind; slug: string },
  whose: Whose,
  inZone: string | undefined,
): Promise<Why> {
  const found = await loadCase(ctx, asked, whose, inZone);
  const { row, workspace, entry } = found;
  const { customer, programme, pass, shownIn } = entry;
  const { mayEnter, blockedBy } = entryVerdict(entry);
  const questions = questionsOf(entry);
  const blocker = blockerInWords(questions);
  const nearMiss = entryAhead(entry);
  const entersAt = mayEnter ? ctx.now : (nearMiss?.at ?? null);
  const course = await readCourse(ctx, found, entersAt);
  const messages = await messagesAhead(ctx, customer, {
    workspace,
    programme: row,
    actions: actionsOf(course.definition).map(({ action }) => action),
    window: course.definition.sendingWindow,
  });
  const place = { entity: customer.entity, customerId: customer.id };
  const named = customerOf(await customersById(ctx, [place]), place);
  const standing = standingOf(pass);
  const answers = actionAnswers({
    ...course,
    who: named.shortName,
    programme: row,
    standing,
    blocker,
    live: programme.definitions.get(programme.liveVersion) ?? null,
    version: pass?.version ?? null,
    messages,
    entersAt: pass?.status === "open" ? null : entersAt,
    zone: shownIn,
  });
  const known: Omit<Why, "sentence"> = {
    job: { ...asked, name: row.name, status: row.status, version: row.liveVersion },
    customer: named,
    standing,
    mayEnter,
    blockedBy,
    blocker,
    questions,
    nearMiss,
    goal: goalOfPass(entry),
    awaitsNews: found.awaitsNews,
    passes: course.passes,
    ahead: course.ahead,
    actions: answers,
  };
  return { sentence: whySentence(known, shownIn), ...known };
}
