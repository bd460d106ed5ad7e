"use server";

import { revalidatePath } from "next/cache";
import { relaySoon } from "@/inngest/announcements";
import { addForm, removeForm } from "@/lib/edge/forms/by-hand-form";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import { getCustomer } from "@/lib/insights/why/load/find-customer";
import { addByHand, removeByHand } from "@/lib/pipeline/by-hand/customer-by-hand";

/** Lets a customer into a job by hand. */
export const addToJob = mutation("editor", async (ctx, form: unknown): Promise<Outcome> => {
  const { job, entity, customer, why } = addForm.parse(form);
  const { id } = await getCustomer(ctx, entity, customer);
  const ref = { entity, customerId: id };
  const { name } = customerOf(await customersById(ctx, [ref]), ref);
  const { status } = await addByHand(ctx, { kind: "job", slug: job }, { customerId: id, name, why });
  relaySoon();
  revalidatePath(`/${ctx.workspace.slug}`, "layout");
  const left = status === "open" ? "" : " and has left it at once, as its rules say";
  return { ok: true, message: `${name} has entered${left}.` };
});

/** Takes a customer out of a job by hand. */
export const removeFromJob = mutation("editor", async (ctx, form: unknown): Promise<Outcome> => {
  const { job, entity, customer, why, runsExitActions } = removeForm.parse(form);
  const { id } = await getCustomer(ctx, entity, customer);
  const ref = { entity, customerId: id };
  const { name } = customerOf(await customersById(ctx, [ref]), ref);
  const whom = { customerId: id, name, why, runsExitActions };
  const { reason } = await removeByHand(ctx, { kind: "job", slug: job }, whom);
  relaySoon();
  revalidatePath(`/${ctx.workspace.slug}`, "layout");
  const how = reason === "removed" ? "is out of it" : "had left it already";
  return { ok: true, message: `${name} ${how}.` };
});
